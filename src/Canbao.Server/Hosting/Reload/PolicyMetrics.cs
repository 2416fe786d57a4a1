using System.Diagnostics.Metrics;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Proofs;
using Canbao.Server.Hosting.Proving;

namespace Canbao.Server.Hosting.Reload;

/// <summary>The policies as numbers for monitoring.</summary>
public sealed class PolicyMetrics
{
    public const string MeterName = "Canbao.Server",
        Reloads = "canbao.policies.reloads", Refused = "canbao.policies.reload_refused", Loaded = "canbao.policies.loaded",
        Unproved = "canbao.policies.unproved";

    private readonly Counter<long> _reloads;
    private int _refused;

    public PolicyMetrics(IMeterFactory meters, PolicyBookHolder books, ProofBoard proofs)
    {
        var meter = meters.Create(MeterName);
        _reloads = meter.CreateCounter<long>(Reloads, "{reload}", "Loads of the policy folder after the start, by outcome: applied, unchanged, refused.");
        meter.CreateObservableGauge(Refused, () => Volatile.Read(ref _refused), description:
            "1 while the last load of the policy folder was refused and the last good book serves, else 0.");
        meter.CreateObservableGauge(Loaded, () => books.Current.Policies.Count, "{policy}", "Policies that serve.");
        meter.CreateObservableGauge(Unproved, () => books.Current.Policies.Count(p => proofs.Of(p).State != ProofState.Proved), "{policy}",
            "Policies that serve and are not proved, or are refuted.");
    }

    public void Count(ReloadOutcome outcome)
    {
        Volatile.Write(ref _refused, outcome == ReloadOutcome.Refused ? 1 : 0);
        _reloads.Add(1, new KeyValuePair<string, object?>("outcome", SnakeCase.Of(outcome)));
    }
}
