using System.Collections.Concurrent;
using Canbao.Policies.Model;
using Canbao.Proofs;

namespace Canbao.Server.Hosting.Proving;

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
