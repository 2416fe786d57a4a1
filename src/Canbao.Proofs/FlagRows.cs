using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Proofs;

/// <summary>
/// The fields of a profile beside tier, identities and circumstance, with the values that a policy tells apart; combined so that
/// any two values meet. A field that ends the walk early (already paid, insured elsewhere) would hide the others: it is set beside
/// one other value at a time.
/// </summary>
internal static class FlagRows
{
    private delegate Profile Setter(Profile profile);

    /// <summary>Profiles that differ from the given one in these fields; the first is the given one itself.</summary>
    public static List<Profile> Of(Policy policy, Profile plain)
    {
        var free = Free(policy, plain.Circumstance);
        return [.. Pairwise.Rows([.. free.Select(d => d.Length)]).Select(row => Apply(plain, free, row)), .. Ending(policy).Select(end => end(plain))];
    }

    /// <summary>A field that ends the walk early, beside each other value.</summary>
    public static IEnumerable<Profile> EndingEarly(Policy policy, Profile plain)
    {
        var ending = Ending(policy);
        foreach (var end in ending)
        {
            foreach (var value in Free(policy, plain.Circumstance).SelectMany(dimension => dimension.Skip(1))) yield return value(end(plain));
            foreach (var other in ending.Where(other => other != end)) yield return other(end(plain));
        }
    }

    private static Profile Apply(Profile plain, List<Setter[]> dimensions, int[] row)
    {
        var profile = plain;
        for (var d = 0; d < row.Length; d++) profile = dimensions[d][row[d]](profile);
        return profile;
    }

    private static List<Setter[]> Free(Policy policy, Circumstance circumstance)
    {
        List<Setter[]> all = [[Keep, .. Years(policy)], [Keep, .. Addons(policy)]];
        if (policy.Standards.Any(s => s.StudentFen is not null)) all.Add([Keep, p => p with { UniversityStudent = true }]);
        if (policy.Catastrophic.ZeroClaim is not null) all.Add([Keep, p => p with { ZeroClaimLastYear = true }]);
        foreach (var flag in Asked(policy.AllConditions).Except(Asked(policy.Eligibility.Select(rule => rule.When))).Where(f => !f.MayBeUnknown()))
            all.Add([Keep, p => p.With(flag, true)]);
        foreach (var flag in Asked((policy.RulesFor(circumstance)?.Cases ?? []).Select(c => c.When)).Where(f => f.MayBeUnknown()))
            all.Add([Keep, p => p.With(flag, true), p => p.With(flag, false)]);
        all.RemoveAll(d => d.Length == 1);
        return all;
    }

    private static List<Setter> Ending(Policy policy) =>
    [
        p => p with { AlreadyPaidNormally = true },
        .. Asked(policy.Eligibility.Select(rule => rule.When)).Select<ProfileFlag, Setter>(flag => p => p.With(flag, true)),
    ];

    /// <summary>The flags that any of these conditions asks for, in the order of all flags.</summary>
    private static IEnumerable<ProfileFlag> Asked(IEnumerable<Conditions> conditions) =>
        conditions.SelectMany(when => when.Flags).Select(condition => condition.Flag).Distinct().Order();

    /// <summary>Gap years and continuous years exclude each other.</summary>
    private static IEnumerable<Setter> Years(Policy policy)
    {
        if (policy.Continuity is not null)
            foreach (var gap in (int[])[1, 2, 9]) yield return p => p with { GapYears = gap };
        if (policy.Catastrophic.ContinuousYears?.AfterYears is not { } after) yield break;
        foreach (var years in (int[])[after - 1, after, after + 1])
            if (years > 0) yield return p => p with { ContinuousYears = years };
    }

    private static IEnumerable<Setter> Addons(Policy policy)
    {
        foreach (var addon in policy.Addons.ToArray()) yield return p => p with { Addons = [addon.Code] };
        if (policy.Addons.Count == 0) yield break;
        yield return p => p with { Addons = ["not_offered_by_anybody"] };
        ValueList<string> together = [.. policy.Addons.Where(a => a.Excludes.Count == 0).Select(a => a.Code), policy.Addons[^1].Code];
        if (together.Distinct().Count() > 1) yield return p => p with { Addons = [.. together.Distinct()] };
    }

    private static Profile Keep(Profile profile) => profile;
}
