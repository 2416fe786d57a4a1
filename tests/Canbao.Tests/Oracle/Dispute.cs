using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>
/// A case in which the interpreter answers otherwise than its oracle, and that is left out until it is decided: the properties named, or
/// the whole answer where none is.
/// </summary>
internal sealed record Dispute(Func<Profile, Situation, Expected, bool> Concerns, params string[] NotCompared);
