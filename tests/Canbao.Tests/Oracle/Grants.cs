using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>A line of a notice: these identities are assisted with so much (yuan) from this fund, recognised by this department.</summary>
internal sealed record Grant(int Yuan, string Fund, string? Department, params string[] Identities);

/// <summary>The assistance in yuan, who pays it and the identities that grant as much of it.</summary>
internal sealed record Granted(int Yuan, string? Fund, IReadOnlyList<Match> Identities)
{
    public static readonly Granted Nothing = new(0, null, []);

    /// <summary>The highest amount counts, never more than the standard, and never two; of equal ones the fund named first pays.</summary>
    public static Granted Highest(IEnumerable<Grant> grants, Profile profile, int standard)
    {
        var best = Nothing;
        foreach (var grant in grants)
        {
            var amount = Math.Min(grant.Yuan, standard);
            if (amount < best.Yuan || (amount == best.Yuan && grant.Fund != best.Fund && best.Fund is not null)) continue;
            var held = grant.Identities.Where(profile.Identities.Contains).Select(identity => new Match(identity, grant.Department)).ToArray();
            if (held.Length == 0) continue;
            best = new Granted(amount, grant.Fund, amount == best.Yuan ? [.. best.Identities, .. held] : held);
        }
        return best;
    }
}
