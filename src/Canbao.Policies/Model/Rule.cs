
namespace Canbao.Policies.Model;

/// <summary>What every rule has: an id, the clauses that state it (or a remark that the notice is silent), and its place.</summary>
public sealed record Rule(string Id, ValueList<Clause> Clauses, Position Position)
{
    /// <summary>Set instead of clauses where the notice is silent: what it leaves open, for people.</summary>
    public string? Silent { get; init; }

    /// <summary>A reading on which the rule as a whole rests. Its alternatives are recorded in words only.</summary>
    public Reading? Reading { get; init; }
}
