using Canbao.Policies;

namespace Canbao.Proofs;

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
