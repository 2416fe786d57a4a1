using System.Net;
using System.Text;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GrpcLite.Tests;

public sealed class ProtocolTests : IAsyncLifetime
{
    private GrpcHost host = null!;
    private RawCall raw = null!;

    public async ValueTask InitializeAsync()
    {
        var script = new ScriptService
        {
            OnUnary = async (request, context) =>
            {
                if (request == "deadline")
                {
                    return context.Deadline == DateTime.MaxValue ? "none" : "some";
                }

                await Task.Yield();
                return "re: " + request;
            },
            OnClientStream = async (requests, _) => string.Join("+", await requests.ReadAllAsync().ToListAsync()),
        };
        host = await GrpcHost.StartScriptAsync(script, services => services.Configure<GrpcServiceOptions>(
            options => options.MaxReceiveMessageSize = 1000));
        raw = new RawCall(host);
    }

    public async ValueTask DisposeAsync()
    {
        raw.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("application/grpc")]
    [InlineData("application/grpc+proto")]
    [InlineData("APPLICATION/GRPC")]
    [InlineData("application/grpc;charset=utf-8")]
    public async Task Accepts_ContentType(string contentType)
    {
        var reply = await raw.SendAsync("/test.Script/Unary", RawCall.Frame("a"), contentType, HttpVersion.Version20);
        Assert.Equal(StatusCode.OK, reply.Status);
        Assert.Equal(RawCall.Frame("re: a"), reply.Body);
        Assert.Equal("application/grpc", reply.Response.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpc-web")]
    [InlineData("application/grpcx")]
    public async Task Rejects_ContentType(string contentType)
    {
        var reply = await raw.SendAsync("/test.Script/Unary", RawCall.Frame("a"), contentType, HttpVersion.Version20);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, reply.Response.StatusCode);
        Assert.Equal(StatusCode.Internal, reply.Status);
    }

    [Fact]
    public async Task Rejects_Http11_WithUpgrade()
    {
        await using var old = await GrpcHost.StartAsync(
            app => app.MapGrpcService<ScriptService>(),
            services => services.AddSingleton(new ScriptService()),
            HttpProtocols.Http1);
        using var rawOld = new RawCall(old);
        var reply = await rawOld.SendAsync("/test.Script/Unary", RawCall.Frame("a"), "application/grpc", HttpVersion.Version11);
        Assert.Equal(HttpStatusCode.UpgradeRequired, reply.Response.StatusCode);
        Assert.Equal("HTTP/2", reply.Headers["upgrade"]);
    }

    [Theory]
    [InlineData("/test.Script/Nothing")]
    [InlineData("/test.Nothing/Unary")]
    public async Task Rejects_UnknownPath_AsTrailersOnly(string path)
    {
        var reply = await raw.SendAsync(path, RawCall.Frame("a"), "application/grpc", HttpVersion.Version20);
        Assert.True(reply.IsTrailersOnly);
        Assert.Equal(StatusCode.Unimplemented, reply.Status);
    }

    [Fact]
    public async Task UnknownPath_ThatIsNotGrpc_IsLeftToTheApplication()
    {
        var reply = await raw.SendAsync("/test.Nothing/Unary", [], "application/json", HttpVersion.Version20);
        Assert.Equal(HttpStatusCode.NotFound, reply.Response.StatusCode);
    }

    [Theory]
    [InlineData("100S", "some")]
    [InlineData("99999999H", "some")]
    [InlineData("5000000000n", "none")]
    [InlineData("123456789S", "none")]
    [InlineData("1x", "none")]
    [InlineData("-1S", "none")]
    [InlineData("S", "none")]
    public async Task Timeout_Invalid_IsIgnored(string timeout, string deadline)
    {
        var reply = await raw.SendAsync(RawCall.Frame("deadline"), ("grpc-timeout", timeout));
        Assert.Equal(deadline, Encoding.UTF8.GetString(reply.Body.AsSpan(5)));
    }

    public static TheoryData<byte[], StatusCode> Malformed() => new()
    {
        { [], StatusCode.Internal },
        { [0, 0, 0], StatusCode.Internal },
        { RawCall.Frame(new byte[3], length: 4), StatusCode.Internal },
        { RawCall.Frame("a", flag: 2), StatusCode.Internal },
        { RawCall.Frame("a", flag: 1), StatusCode.Internal },
        { [.. RawCall.Frame("a"), 0], StatusCode.Internal },
        { [.. RawCall.Frame("a"), .. RawCall.Frame("b")], StatusCode.Internal },
        { RawCall.Frame(new byte[1001]), StatusCode.ResourceExhausted },
        { RawCall.Frame([], length: -1), StatusCode.ResourceExhausted },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Rejects_MalformedUnaryRequest(byte[] body, StatusCode status)
    {
        var reply = await raw.SendAsync(body);
        Assert.Equal(HttpStatusCode.OK, reply.Response.StatusCode);
        Assert.True(reply.IsTrailersOnly);
        Assert.Equal(status, reply.Status);
    }

    [Fact]
    public async Task Accepts_MessageOfTheLimit()
    {
        var reply = await raw.SendAsync(RawCall.Frame(new byte[1000]));
        Assert.Equal(StatusCode.OK, reply.Status);
    }

    [Fact]
    public async Task Accepts_ManyMessagesInOneStream()
    {
        byte[] body = [.. RawCall.Frame("a"), .. RawCall.Frame(""), .. RawCall.Frame("c")];
        var reply = await raw.SendAsync("/test.Script/ClientStream", body, "application/grpc", HttpVersion.Version20);
        Assert.Equal(RawCall.Frame("a++c"), reply.Body);
    }

    [Fact]
    public async Task Rejects_StreamThatEndsInsideAMessage()
    {
        byte[] body = [.. RawCall.Frame("a"), 0, 0];
        var reply = await raw.SendAsync("/test.Script/ClientStream", body, "application/grpc", HttpVersion.Version20);
        Assert.Equal(StatusCode.Internal, reply.Status);
    }

    [Fact]
    public async Task Rejects_UnknownEncoding_NamingTheKnown()
    {
        var reply = await raw.SendAsync(RawCall.Frame("a", flag: 1), ("grpc-encoding", "snappy"));
        Assert.Equal(StatusCode.Unimplemented, reply.Status);
        Assert.Equal("identity,gzip,deflate", reply.Headers["grpc-accept-encoding"]);
    }
}
