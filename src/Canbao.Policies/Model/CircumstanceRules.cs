namespace Canbao.Policies.Model;

/// <summary>
/// The cases of one special circumstance, in order: the first whose conditions hold decides. If none does, the windows decide.
/// </summary>
public sealed record CircumstanceRules(Circumstance Circumstance, ValueList<CircumstanceCase> Cases);

/// <summary>One case: what must hold, and the terms that then apply.</summary>
public sealed record CircumstanceCase(Conditions When, Terms Terms)
{
    /// <summary>Those of the holders in question whom the notice does not name; the case leaves them open.</summary>
    public ValueList<string> NotNamed { get; init; } = [];
}
