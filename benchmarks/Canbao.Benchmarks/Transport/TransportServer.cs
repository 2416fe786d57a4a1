using System.Net;
using Canbao.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Canbao.Benchmarks.Transport;

/// <summary>The measured process: the service with the bytes service beside it, and the floor on a port of its own.</summary>
internal static class TransportServer
{
    public const string Argument = "transport-server";

    public static async Task RunAsync()
    {
        await using var service = CanbaoServer.Build(new ServerOptions
        {
            Listen = new IPEndPoint(IPAddress.Loopback, 0), PolicyFolder = Path.Combine(AppContext.BaseDirectory, "policies"),
            WatchPolicies = false, ProvePolicies = false,
        });
        service.MapGrpcService<EchoService>();
        await using var floor = BuildFloor();
        await Task.WhenAll(service.StartAsync(), floor.StartAsync());
        Console.WriteLine($"{service.Urls.Single()} {floor.Urls.Single()}");
        await Console.OpenStandardInput().CopyToAsync(System.IO.Stream.Null);
    }

    private static WebApplication BuildFloor()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // As the gRPC layer lifts them for streams.
            (kestrel.Limits.MaxRequestBodySize, kestrel.Limits.MinRequestBodyDataRate) = (null, null);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var app = builder.Build();
        app.Run(Floor.AnswerAsync);
        return app;
    }
}
