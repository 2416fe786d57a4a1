using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Proofs;

/// <summary>Points of the space that are proved together: every set of identities in every situation, all else as in the profile.</summary>
internal sealed record ProofBlock(Profile Plain, IReadOnlyList<ValueList<string>> IdentitySets, IReadOnlyList<Situation> Situations)
{
    public Profile ProfileWith(int set) => Plain with { Identities = IdentitySets[set] };
}

/// <summary>
/// The finite space of a policy's inputs: tiers x identities (none, single, pairs) x circumstances x fields that the policy reads x
/// days on which an answer may change. Single identities are asked on every day of the collection year. Fields are combined in
/// pairs; with two identities they are asked on a day inside each window.
/// </summary>
internal sealed class ProofSpace(Policy policy)
{
    /// <summary>A block is held in memory whole, with an answer for each point.</summary>
    private const int MaxSituations = 1024;

    private readonly Breakpoints _days = new(policy);

    /// <summary>Blocks of a bounded size, whatever the document; the days of the collection year stand together, to be seen in order.</summary>
    public IEnumerable<ProofBlock> Blocks() => Whole().SelectMany(Parts);

    /// <summary>Residents who have what a case asks for, on every day and with every date that rules tell apart.</summary>
    public IEnumerable<ProofBlock> Towards(Circumstance circumstance, Conditions when) =>
        from tier in policy.Standards.Select(s => s.Tier)
        from plain in WithFlags(new Profile { Tier = tier, Circumstance = circumstance }, when)
        from part in Parts(new(plain, [[], .. (when.HoldsAnyOf ?? []).Select(held => (ValueList<string>)[held])],
            _days.Payments.SelectMany(day => All(circumstance, day))))
        select part;

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

    private static IEnumerable<ProofBlock> Parts(Stretch stretch) =>
        stretch.Situations is IReadOnlyList<Situation> together ? [new(stretch.Plain, stretch.IdentitySets, together)]
        : stretch.Situations.Chunk(MaxSituations).Select(part => new ProofBlock(stretch.Plain, stretch.IdentitySets, part));

    /// <summary>A block that may be large: its situations are made one after the other, unless they are a list and belong together.</summary>
    private sealed record Stretch(Profile Plain, IReadOnlyList<ValueList<string>> IdentitySets, IEnumerable<Situation> Situations);

    private IEnumerable<Stretch> Whole()
    {
        var sets = IdentityClasses.Sets(policy);
        var single = sets.Where(s => s.Count < 2).ToArray();
        foreach (var tier in policy.Standards.Select(s => s.Tier))
            foreach (var circumstance in Circumstances())
            {
                var plain = new Profile { Tier = tier, Circumstance = circumstance };
                yield return new(plain, single, (Situation[])[.. _days.EveryDay().Select(day => new Situation(day))]);
                var ordinary = circumstance == Circumstance.None;
                yield return new(plain, ordinary ? sets : single, _days.Payments.SelectMany(day => All(circumstance, day)));
                if (!ordinary) yield return new(plain, sets, _days.Payments.SelectMany(day => Few(circumstance, day)));
                foreach (var row in FlagRows.Of(policy, plain).Skip(1))
                {
                    yield return new(row, single, _days.Payments.SelectMany(day => Few(circumstance, day)));
                    yield return new(row, sets, _days.Middles.SelectMany(day => Few(circumstance, day)));
                }
                foreach (var row in FlagRows.EndingEarly(policy, plain))
                    yield return new(row, single, _days.Middles.SelectMany(day => Few(circumstance, day)));
            }
    }

    /// <summary>None, those that the policy names, and one that it does not.</summary>
    private IEnumerable<Circumstance> Circumstances()
    {
        var unnamed = Enum.GetValues<Circumstance>().Where(c => c != Circumstance.None && policy.RulesFor(c) is null);
        return [Circumstance.None, .. policy.Circumstances.Select(c => c.Circumstance), .. unnamed.Take(1)];
    }

    private IEnumerable<Situation> All(Circumstance circumstance, DateOnly payment)
    {
        var reads = policy.RulesFor(circumstance)?.DatesRead ?? PersonalDates.None;
        var events = (reads & PersonalDates.Event) != 0 ? _days.Events(payment) : [null];
        foreach (var birth in _days.Births(payment, (reads & PersonalDates.Birth) != 0))
            foreach (var happened in events) yield return new(payment, birth, happened);
        foreach (var recognised in _days.Recognitions(payment).Skip(1))
        {
            yield return new(payment, null, null, recognised);
            if (reads == PersonalDates.None) continue;
            yield return new(payment, Of(reads, PersonalDates.Birth, payment), Of(reads, PersonalDates.Event, payment), recognised);
        }
        // A date that the answer does not read must not change it.
        if (reads == PersonalDates.None) yield return new(payment, payment, payment);
    }

    private IEnumerable<Situation> Few(Circumstance circumstance, DateOnly payment)
    {
        yield return new(payment);
        yield return new(payment, IdentityRecognisedOn: payment.AddDays(1));
        var reads = policy.RulesFor(circumstance)?.DatesRead ?? PersonalDates.None;
        if ((reads & (PersonalDates.Birth | PersonalDates.Event)) == 0) yield break;
        foreach (var day in (DateOnly[])[payment, payment.AddDays(-200)])
            yield return new(payment, Of(reads, PersonalDates.Birth, day), Of(reads, PersonalDates.Event, day));
    }

    private static DateOnly? Of(PersonalDates reads, PersonalDates kind, DateOnly day) => (reads & kind) != 0 ? day : null;
}
