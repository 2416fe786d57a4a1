using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Grpc.Net.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InteropHost;

/// <summary>The test host: HTTP/2 without TLS on loopback. It uses nothing but the API of the official packages.</summary>
public static class InteropApplication
{
    /// <param name="port">0 takes a free one.</param>
    public static WebApplication Build(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // What hinders the start is told by the program.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
        AddServices(builder.Services);
        var application = builder.Build();
        application.MapGrpcService<InteropService>();
        application.MapGrpcService<HealthServiceImpl>();
        application.MapGrpcReflectionService();
        var health = application.Services.GetRequiredService<HealthServiceImpl>();
        foreach (var name in new[] { "", Grpc.Testing.TestService.Descriptor.FullName })
        {
            health.SetStatus(name, HealthCheckResponse.Types.ServingStatus.Serving);
        }

        return application;
    }

    /// <summary>What <see cref="InteropService"/> needs beside <c>AddGrpc</c>.</summary>
    public static void AddServices(IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<WitnessedGzip>();
        services.AddSingleton<HealthServiceImpl>();
        services.AddGrpcReflection();
        services.AddGrpc();
        services.AddOptions<GrpcServiceOptions>().Configure<WitnessedGzip>(
            (options, gzip) => options.CompressionProviders = new List<ICompressionProvider> { gzip });
    }
}
