using System.Net;
using Grpc.Core;
using Grpc.HealthCheck;
using Grpc.Net.Client;
using InteropHost;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GrpcLite.Tests;

/// <summary>A server on a free loopback port that speaks HTTP/2 without TLS.</summary>
internal sealed class GrpcHost : IAsyncDisposable
{
    private readonly WebApplication application;

    private GrpcHost(WebApplication application)
    {
        this.application = application;
        Channel = GrpcChannel.ForAddress(Address);
    }

    internal string Address => application.Urls.Single();

    internal IServiceProvider Services => application.Services;

    internal GrpcChannel Channel { get; }

    internal static Task<GrpcHost> StartInteropAsync() => StartAsync(
        app => app.MapGrpcService<InteropService>(), InteropApplication.AddServices);

    /// <summary>Hosts these handlers of string messages as <c>/test.Script/Call</c>.</summary>
    internal static Task<GrpcHost> StartScriptAsync(ScriptService script, Action<IServiceCollection>? configure = null) =>
        StartAsync(
            app => app.MapGrpcService<ScriptService>(),
            services =>
            {
                services.AddSingleton(script);
                configure?.Invoke(services);
            });

    internal static async Task<GrpcHost> StartAsync(
        Action<WebApplication> map,
        Action<IServiceCollection>? configure = null,
        HttpProtocols protocols = HttpProtocols.Http2)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<HealthServiceImpl>();
        configure?.Invoke(builder.Services);
        var application = builder.Build();
        map(application);
        await application.StartAsync();
        return new GrpcHost(application);
    }

    internal CallInvoker Invoker() => Channel.CreateCallInvoker();

    internal Task StopAsync() => application.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await application.StopAsync(stop.Token);
        await application.DisposeAsync();
    }
}
