using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Canbao.Server.Hosting;

/// <summary>
/// gRPC-Web on the ordinary endpoint, and, for browsers, on one that speaks HTTP/1.1: without TLS one port cannot speak both.
/// Pages that a browser on this machine shows are strangers who call from loopback; what keeps them out is here.
/// </summary>
internal static class WebAccess
{
    /// <summary>What a page may read of a response. Without these a browser shows it neither the status nor the details.</summary>
    private static readonly string[] ExposedHeaders =
        ["grpc-status", "grpc-message", "grpc-status-details-bin", "grpc-encoding", "grpc-accept-encoding"];

    public static void Listen(KestrelServerOptions kestrel, WebOptions? web)
    {
        if (web is not null) kestrel.Listen(web.Listen, listen => listen.Protocols = HttpProtocols.Http1);
    }

    public static void AddServices(IServiceCollection services, WebOptions? web)
    {
        if (web is not { Origins.Count: > 0 }) return;
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins([.. web.Origins]).WithMethods(HttpMethods.Post)
            .AllowAnyHeader().WithExposedHeaders(ExposedHeaders).SetPreflightMaxAge(TimeSpan.FromMinutes(10))));
    }

    public static void Use(WebApplication app, WebOptions? web)
    {
        if (web is not null) app.Use((http, next) => IsForUs(http.Request, web) ? next(http) : RefuseHostAsync(http.Response));
        if (web is { Origins.Count: > 0 }) app.UseCors();
        app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
    }

    /// <summary>
    /// A page can make its own name lead to this machine; then the browser takes the service for the page's own server. It cannot do so
    /// with an address. Browsers do not speak HTTP/2 without TLS.
    /// </summary>
    private static bool IsForUs(HttpRequest request, WebOptions web) =>
        HttpProtocol.IsHttp2(request.Protocol) || IPAddress.TryParse(request.Host.Host, out _)
            || web.Hosts.Prepend("localhost").Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase);

    private static Task RefuseHostAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return response.WriteAsync("this service is not known under that name; --web-host adds one\n");
    }
}
