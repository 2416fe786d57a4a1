using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using static GrpcLite.Tests.Web.WebHost;

namespace GrpcLite.Tests.Web;

/// <summary>Which endpoints answer gRPC-Web, and what the others say.</summary>
public sealed class WebRoutingTests
{
    private static readonly ScriptService Echo = new() { OnUnary = (request, _) => Task.FromResult(request) };

    [Theory]
    [InlineData("1.1", Binary)]
    [InlineData("2.0", Text)]
    public async Task Rejects_AService_ThatDoesNotTakePart(string version, string type)
    {
        await using var host = await StartAsync(version, Echo, app =>
        {
            app.UseGrpcWeb();
            app.MapGrpcService<ScriptService>();
        });
        await RejectAsync(host, type, "Unary");
        await RejectAsync(host, type, "Nothing");
    }

    [Fact]
    public async Task Rejects_Everything_WithoutTheMiddleware()
    {
        await using var host = await StartAsync("1.1", Echo, app => app.MapGrpcService<ScriptService>().EnableGrpcWeb());
        await RejectAsync(host, Binary, "Unary");
    }

    [Fact]
    public async Task Convention_EnablesAService_AndItsUnknownMethods()
    {
        await using var host = await StartAsync("1.1", Echo, app =>
        {
            app.UseGrpcWeb();
            app.MapGrpcService<ScriptService>().EnableGrpcWeb();
        });
        Assert.Equal(StatusCode.OK, (await host.SendAsync(Binary, "Unary", RawCall.Frame("a"))).Status);
        Assert.Equal(StatusCode.Unimplemented, (await host.SendAsync(Binary, "Nothing", RawCall.Frame("a"))).Status);
    }

    [Fact]
    public async Task Attribute_OfAMethod_OutweighsThatOfItsService()
    {
        await using var host = await StartAsync("1.1", Echo, app =>
        {
            app.UseGrpcWeb();
            app.MapGrpcService<PartlyWebService>();
        });
        Assert.Equal(StatusCode.OK, (await host.SendAsync(Binary, "Unary", RawCall.Frame("a"))).Status);
        await RejectAsync(host, Binary, "ServerStream");
    }

    [Fact]
    public async Task Attribute_OutweighsTheDefault()
    {
        await using var host = await StartAsync("2.0", Echo, app =>
        {
            app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
            app.MapGrpcService<PartlyWebService>();
        });
        await RejectAsync(host, Binary, "ServerStream");
    }

    [Fact]
    public async Task Convention_DisablesAService()
    {
        await using var host = await StartAsync("1.1", Echo, app =>
        {
            app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
            app.MapGrpcService<ScriptService>().DisableGrpcWeb();
        });
        await RejectAsync(host, Text, "Unary");
    }

    [Fact]
    public async Task PlainGrpc_OverHttp11_StillNeedsHttp2()
    {
        await using var host = await StartAsync("1.1", Echo);
        var reply = await host.SendBodyAsync("application/grpc", "Unary", RawCall.Frame("a"));
        Assert.Equal(HttpStatusCode.UpgradeRequired, reply.Raw.Response.StatusCode);
        Assert.Equal("HTTP/2", reply.Raw.Headers["upgrade"]);
    }

    [Theory]
    [InlineData("/test.Script/Unary", true)]
    [InlineData("/test.Script/Nothing", true)]
    [InlineData("/test.Script/Unary", false)]
    public async Task Preflight_FindsThePolicyOfItsEndpoint_OrIsRefused(string path, bool allowed)
    {
        await using var host = await StartAsync(
            "1.1",
            Echo,
            app =>
            {
                app.UseGrpcWeb();
                app.UseCors();
                var service = app.MapGrpcService<ScriptService>().EnableGrpcWeb();
                _ = allowed ? service.RequireCors(policy => policy.WithOrigins("http://page.test").WithMethods("POST").AllowAnyHeader()) : service;
            },
            services => services.AddCors());
        using var client = host.NewClient();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, path);
        preflight.Headers.Add("Origin", "http://page.test");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        using var response = await client.SendAsync(preflight);
        Assert.Equal(allowed ? HttpStatusCode.NoContent : HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(allowed, response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static async Task RejectAsync(WebHost host, string type, string method)
    {
        var reply = await host.SendAsync(type, method, RawCall.Frame("a"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, reply.Raw.Response.StatusCode);
        Assert.Equal(StatusCode.Internal, reply.Status);
    }
}
