using System.Collections.Concurrent;
using Canbao.Engine.Proofs;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Server.Hosting.Proving;

/// <summary>Whether a policy has been proved. The numbers are those of the wire contract.</summary>
public enum ProofState
{
    Proved = 1,

    /// <summary>Served after the quick checks of loading; its proof is still to come.</summary>
    NotYetProved = 2,

    Refuted = 3,
}

/// <summary>What is known of a policy's proof; of a refuted one also what is wrong.</summary>
public sealed record ProofStatus(ProofState State, ValueList<string> Problems)
{
    public static readonly ProofStatus Proved = new(ProofState.Proved, []), NotYetProved = new(ProofState.NotYetProved, []);
}

/// <summary>
/// What is known of the proofs of all policies that were served since the start, by digest: a policy that comes back with a reload
/// need not be proved again.
/// </summary>
public sealed class ProofBoard
{
    private readonly ConcurrentDictionary<string, ProofStatus> _byDigest = [];

    public ProofStatus Of(Policy policy) => _byDigest.GetValueOrDefault(policy.Digest, ProofStatus.NotYetProved);

    public void Set(Policy policy, ProofStatus status) => _byDigest[policy.Digest] = status;

    /// <summary>Reads the stamps of policies that are not known yet; returns those that have none, each digest once.</summary>
    public IReadOnlyList<Policy> Unproved(IEnumerable<Policy> policies)
    {
        var unproved = new List<Policy>();
        foreach (var policy in policies.DistinctBy(p => p.Digest).Where(p => !_byDigest.ContainsKey(p.Digest)))
        {
            if (ProofStamp.IsValid(policy)) Set(policy, ProofStatus.Proved);
            else unproved.Add(policy);
        }
        return unproved;
    }
}
