using Canbao.Policies;

namespace Canbao.Proofs;

/// <summary>A resident and a day on which something fails that must hold.</summary>
/// <param name="What">What fails, in words.</param>
/// <param name="Profile">The resident.</param>
/// <param name="Situation">The dates.</param>
public sealed record Counterexample(string What, Profile Profile, Situation Situation);
