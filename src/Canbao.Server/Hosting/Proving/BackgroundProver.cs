using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.Proofs;
using Microsoft.Extensions.Logging;

namespace Canbao.Server.Hosting.Proving;

/// <summary>
/// Proves what is served without a stamp, one policy after the other, on one thread that gives way to requests. Until then, and for ever
/// if a proof fails, the log and ListPolicies warn. A refuted policy keeps serving: its answers are what the document says, and somebody
/// must decide what it should say.
/// </summary>
public sealed partial class BackgroundProver(
    PolicyBookHolder books, ProofBoard board, LoadGate gate, ServerOptions options, Defects defects, ILogger<BackgroundProver> log)
    : WorkUntilStopped(defects)
{
    private const int NamedInWarning = 12;

    // Under load a proof works for some milliseconds and rests for this long: it ends, and nobody feels it.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(25);

    private readonly SemaphoreSlim _changed = new(0);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        books.BookChanged += _ => _changed.Release();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task WorkAsync(CancellationToken stop)
    {
        while (true)
        {
            var unproved = board.Unproved(books.Current.Policies);
            if (unproved.Count > 0) Warn(unproved);
            if (options.ProvePolicies)
                await Task.Factory.StartNew(() => Prove(unproved, stop), stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await _changed.WaitAsync(stop);
        }
    }

    private void Prove(IReadOnlyList<Policy> unproved, CancellationToken stop)
    {
        // Not what a reload has taken away meanwhile.
        foreach (var policy in unproved.Where(IsServed))
        {
            try
            {
                Report(policy, PolicyProof.Prove(policy, () => GiveWay(policy, stop)));
            }
            catch (NoLongerServedException)
            {
                // Another document has taken its place, and waits for its own proof.
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A defect of the proof says nothing about the policy.
                Defects.Report(e);
            }
        }
    }

    private void Report(Policy policy, ProofResult proof)
    {
        if (proof.Holds)
        {
            board.Set(policy, ProofStatus.Proved);
            LogProved(policy.ToString(), proof.Points);
            return;
        }
        string[] problems =
        [
            .. proof.Counterexamples.Select(found => $"{found.What}; see {options.ShowCounterexample(policy, found)}"),
            .. proof.DeadRules.Select(rule => $"rule '{rule.Id}' at {rule.Position} decides nobody's answer"),
        ];
        board.Set(policy, new ProofStatus(ProofState.Refuted, [.. problems]));
        LogRefuted(policy.ToString(), string.Join(Environment.NewLine, problems));
    }

    private void GiveWay(Policy policy, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (!IsServed(policy)) throw new NoLongerServedException();
        if (gate.WasUsed()) stop.WaitHandle.WaitOne(Rest);
    }

    /// <summary>By its digest: a reload may have read the same document again.</summary>
    private bool IsServed(Policy policy)
    {
        foreach (var served in books.Current.Policies)
            if (served.Digest == policy.Digest) return true;
        return false;
    }

    private void Warn(IReadOnlyList<Policy> unproved) => LogUnproved(unproved.Count,
        string.Join(", ", unproved.Take(NamedInWarning)) + (unproved.Count > NamedInWarning ? ", ..." : ""));

    private sealed class NoLongerServedException : Exception;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} policies serve without a proof: {Policies}; 'canbao policies check' proves and stamps them")]
    private partial void LogUnproved(int count, string policies);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Policy} is proved at {Points} points")]
    private partial void LogProved(string policy, long points);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Policy} is refuted: {Problems}")]
    private partial void LogRefuted(string policy, string problems);
}
