using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GrpcLite.Tests.Web;

/// <summary>A server that speaks gRPC-Web over one version of HTTP, and a way to ask it.</summary>
internal sealed class WebHost(GrpcHost host, Version version) : IAsyncDisposable
{
    private readonly RawCall raw = new(host);

    internal const string Binary = "application/grpc-web";
    internal const string Text = "application/grpc-web-text";

    internal string Address => host.Address;

    /// <summary>By default every method of the script answers gRPC-Web.</summary>
    internal static async Task<WebHost> StartAsync(
        string version, ScriptService script, Action<WebApplication>? map = null, Action<IServiceCollection>? configure = null)
    {
        var host = await GrpcHost.StartAsync(
            map ?? MapForAll,
            services =>
            {
                services.AddSingleton(script);
                configure?.Invoke(services);
            },
            version == "1.1" ? HttpProtocols.Http1 : HttpProtocols.Http2);
        return new WebHost(host, Version.Parse(version));
    }

    /// <summary>Sends frames as they are, or in base64, and accepts the same in return.</summary>
    internal Task<WebReply> SendAsync(string contentType, string method, byte[] frames, params (string Name, string Value)[] headers) =>
        SendBodyAsync(
            contentType,
            method,
            contentType.StartsWith(Text, StringComparison.Ordinal) ? Encoding.ASCII.GetBytes(Convert.ToBase64String(frames)) : frames,
            [.. headers, ("accept", contentType)]);

    internal async Task<WebReply> SendBodyAsync(
        string contentType, string method, byte[] body, params (string Name, string Value)[] headers) =>
        WebReply.Of(await raw.SendAsync("/test.Script/" + method, body, contentType, version, headers));

    /// <summary>Begins a request and leaves its body, if it is a stream, and its response open.</summary>
    internal static async Task<HttpResponseMessage> BeginAsync(
        HttpClient client, string version, string contentType, string method, HttpContent body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/test.Script/" + method)
        {
            Version = Version.Parse(version), VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = body,
        };
        body.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue(contentType);
        foreach (var (name, value) in headers.Append(("accept", contentType)))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    internal HttpClient NewClient() => new() { BaseAddress = new Uri(host.Address), Timeout = TimeSpan.FromSeconds(20) };

    private static void MapForAll(WebApplication app)
    {
        app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
        app.MapGrpcService<ScriptService>();
    }

    public async ValueTask DisposeAsync()
    {
        raw.Dispose();
        await host.DisposeAsync();
    }
}
