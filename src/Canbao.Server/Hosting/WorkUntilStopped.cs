using Microsoft.Extensions.Hosting;

namespace Canbao.Server.Hosting;

/// <summary>
/// Background work for which a stop is the ordinary end. The host takes the cancellation for a failure, with a critical message and a stack
/// trace, if it comes before the host has said that it stops, as when an address is taken.
/// </summary>
public abstract class WorkUntilStopped : BackgroundService
{
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WorkAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }

    /// <summary>Works until it is cancelled, or has nothing more to do.</summary>
    protected abstract Task WorkAsync(CancellationToken stop);
}
