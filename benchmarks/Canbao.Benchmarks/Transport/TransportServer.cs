using System.Net;
using System.Runtime.CompilerServices;
using Canbao.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Canbao.Benchmarks.Transport;

/// <summary>The measured process: the floor, the gRPC layer with nothing but bytes, and the service, each on a port of its own.</summary>
internal static class TransportServer
{
    public const string Argument = "transport-server";

    public static async Task RunAsync()
    {
        // Made before the first calls: they would block all threads of the pool until it is there, and making it needs some.
        RuntimeHelpers.RunClassConstructor(typeof(Traffic).TypeHandle);
        await using var service = CanbaoServer.Build(new ServerOptions
        {
            Listen = new IPEndPoint(IPAddress.Loopback, 0), PolicyFolder = Path.Combine(AppContext.BaseDirectory, "policies"),
            WatchPolicies = false, ProvePolicies = false,
        });
        await using var floor = Build(services => { }, app => app.Run(Floor.AnswerAsync));
        await using var bytes = Build(
            services => services.AddSingleton<EchoService>().AddGrpc(),
            app => app.MapGrpcService<EchoService>());
        WebApplication[] all = [floor, bytes, service];
        await Task.WhenAll(all.Select(app => app.StartAsync()));
        Console.WriteLine(string.Join(' ', all.Select(app => app.Urls.Single())));
        await Console.OpenStandardInput().CopyToAsync(System.IO.Stream.Null);
        await Task.WhenAll(all.Select(app => app.StopAsync()));
    }

    /// <summary>Kestrel with the settings of the service, and with the limits lifted that the gRPC layer lifts for streams.</summary>
    private static WebApplication Build(Action<IServiceCollection> configure, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            (kestrel.Limits.MaxRequestBodySize, kestrel.Limits.MinRequestBodyDataRate) = (null, null);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        configure(builder.Services);
        var app = builder.Build();
        map(app);
        return app;
    }
}
