using Canbao.Documents;
using Canbao.Mapping;

namespace Canbao.Server.Hosting.Reload;

/// <summary>
/// Looks at the policy folder twice a second and has it loaded when it has changed. It asks the file system instead of being told by
/// it: network folders, mounted volumes and swapped links tell nothing.
/// </summary>
public sealed class PolicyWatcher(PolicyReloader reloader, ServerOptions options, TimeProvider clock, Defects defects)
    : WorkUntilStopped(defects)
{
    protected override async Task WorkAsync(CancellationToken stop)
    {
        if (!options.WatchPolicies) return;
        var (pacing, start) = (new ReloadPacing(), clock.GetTimestamp());
        while (true)
        {
            await Task.Delay(pacing.NextLook, clock, stop);
            try
            {
                var isDue = pacing.IsDue(FolderState.Of(options.PolicyFolder), reloader.Status, clock.GetElapsedTime(start));
                if (isDue) await reloader.ReloadAsync().WaitAsync(stop);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One look that failed must not be the last one.
                Defects.Report(e);
            }
        }
    }
}
