using Canbao.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Canbao.Server.Hosting;

/// <summary>The server's health, and that of its two services: serving from the moment that requests are taken, until shutdown begins.</summary>
internal sealed class ServingCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    /// <summary>How soon whoever watches learns of a change: the shortest that the publisher takes. A shutdown is told at once, without it.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private static readonly string[] Names = ["", QuoteService.Descriptor.FullName, PolicyService.Descriptor.FullName];

    public static void AddTo(IServiceCollection services)
    {
        services.AddGrpcHealthChecks(health =>
        {
            foreach (var name in Names) health.Services.Map(name, _ => true);
        }).AddCheck<ServingCheck>("serving");
        services.Configure<HealthCheckPublisherOptions>(publisher => (publisher.Delay, publisher.Period) = (TimeSpan.Zero, Period));
    }

    /// <summary>
    /// Who asks before the start waits for it. Otherwise those who watch could miss a change: they are told first what is so at that
    /// moment, then what differs from what was published last, which would be the state before the start.
    /// </summary>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var start = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(cancellationToken);
        return lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy();
    }
}
