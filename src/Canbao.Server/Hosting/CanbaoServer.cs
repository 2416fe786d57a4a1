using Canbao.Documents;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Server.Hosting.Proving;
using Canbao.Server.Hosting.Reload;
using Canbao.Server.Services;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Canbao.Server.Hosting;

/// <summary>The composition root of the service.</summary>
public static class CanbaoServer
{
    /// <summary>Builds the service, ready to be started. Throws <see cref="PolicyFolderException"/> if a policy has a problem.</summary>
    public static WebApplication Build(ServerOptions options)
    {
        // Looked at first: what changes during the load is found by the watcher.
        var seen = FolderState.Of(options.PolicyFolder);
        var book = PolicyFolder.LoadBook(options.PolicyFolder);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter(typeof(PolicyReloader).Namespace, LogLevel.Information)
            .AddFilter(typeof(BackgroundProver).Namespace, LogLevel.Information);
        // It logs nothing at these levels, but while it may, the host makes an activity and a scope for each request.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // That it cannot start is told in a sentence by whoever starts it; the host's critical messages remain.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Services.Configure<ConsoleLoggerOptions>(console =>
        {
            // Standard output is for whoever started the service and waits for the line with its address.
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            // Callers must not wait because nobody reads the log.
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Listen, listen => listen.Protocols = HttpProtocols.Http2);
            WebAccess.Listen(kestrel, options.Web);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        AddServices(builder.Services, options.Limits, book);
        ServingCheck.AddTo(builder.Services);
        WebAccess.AddServices(builder.Services, options.Web);
        AddReload(builder.Services, options, seen);
        var app = builder.Build();
        WebAccess.Use(app, options.Web);
        app.MapGrpcService<QuoteEndpoint>();
        app.MapGrpcService<PolicyEndpoint>();
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
        return app;
    }

    private static void AddServices(IServiceCollection services, ServiceLimits limits, PolicyBook book)
    {
        services.AddSingleton<IMemoryPoolFactory<byte>, BlockPools>();
        services.AddSingleton(limits);
        services.AddSingleton(new PolicyBookHolder(book));
        services.AddSingleton(new PlanCache());
        services.AddSingleton<BatchQuoter>();
        services.AddSingleton<BatchService>();
        services.AddSingleton<LoadGate>();
        services.AddSingleton<Defects>();
        services.AddSingleton<UnaryCalls>();
        services.AddSingleton<Draining>();
        services.AddSingleton<QuoteEndpoint>();
        services.AddSingleton<PolicyEndpoint>();
        services.AddGrpcReflection();
        services.AddGrpc(o => SetMaxMessageBytes(o, ServiceLimits.MaxRequestBytes))
            .AddServiceOptions<QuoteEndpoint>(o => SetMaxMessageBytes(o, limits.MaxBatchBytes));
    }

    private static void SetMaxMessageBytes(GrpcServiceOptions options, int maxBytes)
    {
        options.MaxReceiveMessageSize = maxBytes;
        options.CompressionProviders = [new BoundedGzip(maxBytes)];
    }

    private static void AddReload(IServiceCollection services, ServerOptions options, FolderState seen)
    {
        services.AddMetrics();
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<PolicyMetrics>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<PolicyReloader>(provider, seen));
        services.AddHostedService<PolicyWatcher>();
        services.AddSingleton<ProofBoard>();
        services.AddHostedService<BackgroundProver>();
    }
}
