using Canbao.Mapping;
using Microsoft.Extensions.Hosting;

namespace Canbao.Server.Hosting;

/// <summary>
/// Background work for which a stop is the ordinary end, whenever it comes. The framework's own class cancels work that no thread has begun
/// yet, and the host then logs a critical message with a stack trace if it could not start, as when an address is taken.
/// </summary>
public abstract class WorkUntilStopped(Defects defects) : IHostedService, IDisposable
{
    private static readonly TimeSpan PauseAfterDefect = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();

    protected Defects Defects => defects;

    /// <summary>Ends when the work has ended, in good order.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    public virtual Task StartAsync(CancellationToken cancellationToken)
    {
        Work = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Work.WaitAsync(cancellationToken);
    }

    /// <summary>Also where nobody has stopped it, as after a failed start.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        GC.SuppressFinalize(this);
    }

    /// <summary>Works until it is cancelled, or has nothing more to do.</summary>
    protected abstract Task WorkAsync(CancellationToken stop);

    private async Task RunAsync()
    {
        while (true)
        {
            try
            {
                await WorkAsync(_stopping.Token);
                return;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // One defect must not end the work for good, and work that fails at once must not fill the log.
                defects.Report(e);
                await Task.Delay(PauseAfterDefect, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
