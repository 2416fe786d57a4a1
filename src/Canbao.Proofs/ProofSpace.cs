using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Proofs;

/// <summary>
/// Residents who are proved together, on these payment days and with all other dates that may be given: sets of identities, all else as in the
/// profile. A set stands behind those with one identity less.
/// </summary>
internal sealed record ProofBlock(Profile Plain, IReadOnlyList<ValueList<string>> IdentitySets, IReadOnlyList<int> Payments)
{
    /// <summary>Whether these are all days of the collection year in order, with the days beside it.</summary>
    public bool IsWholeYear { get; init; }

    public Profile ProfileWith(int set) => Plain with { Identities = IdentitySets[set] };
}

/// <summary>
/// The finite space of a policy's inputs: tiers x identities (none, single, pairs) x circumstances x fields that the policy reads x all dates. Fields
/// are combined in pairs. Together with one of those an identity is asked on the first day, the last one and one inside each window, two identities
/// together with a field or a circumstance on one inside each, and together with both on one inside each in turn.
/// </summary>
internal sealed class ProofSpace(Policy policy)
{
    // The days beside the collection year stand for all before it and behind it.
    private readonly int[] _everyDay = [.. Enumerable.Range(policy.CollectionFrom.DayNumber - 1,
        policy.CollectionTo.DayNumber - policy.CollectionFrom.DayNumber + 3)];
    private readonly int[] _edges = [.. policy.Windows
        .SelectMany(w => (int[])[w.From.DayNumber, (w.From.DayNumber + w.To.DayNumber) / 2, w.To.DayNumber]).Distinct().Order()];
    private readonly int[] _middles = [.. policy.Windows.Select(w => (w.From.DayNumber + w.To.DayNumber) / 2)];

    public IEnumerable<ProofBlock> Blocks()
    {
        var sets = IdentityClasses.Sets(policy);
        var single = sets.Where(s => s.Count < 2).ToArray();
        foreach (var tier in policy.Standards.Select(s => s.Tier))
            foreach (var circumstance in Circumstances())
            {
                var plain = new Profile { Tier = tier, Circumstance = circumstance };
                var ordinary = circumstance == Circumstance.None;
                yield return new(plain, ordinary ? sets : single, _everyDay) { IsWholeYear = true };
                if (!ordinary) yield return new(plain, sets, _middles);
                var turn = 0;
                foreach (var row in FlagRows.Of(policy, plain).Skip(1))
                {
                    yield return new(row, [[]], _everyDay) { IsWholeYear = true };
                    yield return new(row, single, _edges);
                    yield return new(row, sets, ordinary ? _middles : [_middles[turn++ % _middles.Length]]);
                }
                foreach (var row in FlagRows.EndingEarly(policy, plain)) yield return new(row, single, _middles);
            }
    }

    /// <summary>Residents who have what a case asks for, on every day.</summary>
    public IEnumerable<ProofBlock> Towards(Circumstance circumstance, Conditions when) =>
        from tier in policy.Standards.Select(s => s.Tier)
        from plain in WithFlags(new Profile { Tier = tier, Circumstance = circumstance }, when)
        select new ProofBlock(plain, [[], .. (when.HoldsAnyOf ?? []).Select(held => (ValueList<string>)[held])], _everyDay);

    /// <summary>The flags as they are asked for; of one that may be unknown and is not asked for every value.</summary>
    private static IEnumerable<Profile> WithFlags(Profile plain, Conditions when)
    {
        IEnumerable<Profile> profiles = [plain];
        foreach (var flag in ProfileFlags.OfConditions)
            profiles = flag.MayBeUnknown()
                ? profiles.SelectMany(profile => Answers(when.Wanted(flag)).Select(answer => profile.With(flag, answer))).ToArray()
                : profiles.Select(profile => profile.With(flag, when.Wanted(flag))).ToArray();
        return profiles;
    }

    /// <summary>What is not asked for may be anything.</summary>
    private static bool?[] Answers(bool? asked) => asked is null ? [null, true, false] : [asked];

    /// <summary>None, those that the policy names, and one that it does not.</summary>
    private IEnumerable<Circumstance> Circumstances()
    {
        var unnamed = Enum.GetValues<Circumstance>().Where(c => c != Circumstance.None && policy.RulesFor(c) is null);
        return [Circumstance.None, .. policy.Circumstances.Select(c => c.Circumstance), .. unnamed.Take(1)];
    }
}
