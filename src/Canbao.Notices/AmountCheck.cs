using Canbao.Policies;

namespace Canbao.Notices;

/// <summary>The same standard, of the same year and the same persons, is stated twice with different figures.</summary>
internal static class AmountCheck
{
    private sealed record Stated(int? Year, long Fen, int Start, int End);

    public static IEnumerable<NoticeFinding> Find(NoticeText text, StatedStandards standards, IReadOnlyList<StatedSubsidy> subsidies) =>
    [
        .. standards.Stated.GroupBy(s => (s.Tier, s.Persons)).SelectMany(same =>
            Differing(text, same.Key.Tier + "个人缴费标准", "individual standard", [.. same.Select(s => new Stated(s.Year, s.AmountFen, s.Start, s.End))])),
        .. Restated(text, standards),
        .. Differing(text, "财政补助标准", "fiscal subsidy", [.. subsidies.Select(s => new Stated(s.Year, s.AmountFen, s.Start, s.End))]),
    ];

    /// <summary>Each further figure of a year beside the first; one without a year beside the newest, if it is nowhere among the others.</summary>
    private static IEnumerable<NoticeFinding> Differing(NoticeText text, string zh, string en, Stated[] all)
    {
        var (dated, undated) = (all.Where(s => s.Year is not null).ToArray(), all.Where(s => s.Year is null).DistinctBy(s => s.Fen).ToArray());
        foreach (var year in dated.GroupBy(s => s.Year))
            foreach (var other in year.DistinctBy(s => s.Fen).Skip(1)) yield return Differs(text, zh, en, year.First(), other);
        var known = dated.Select(s => s.Fen).ToHashSet();
        var reference = dated.MaxBy(s => s.Year) ?? undated.FirstOrDefault();
        foreach (var other in undated)
            if (other.Fen != reference!.Fen && !known.Contains(other.Fen)) yield return Differs(text, zh, en, reference, other);
    }

    /// <summary>A sentence refers to a tier by a figure that no definition of the tier has.</summary>
    private static IEnumerable<NoticeFinding> Restated(NoticeText text, StatedStandards standards)
    {
        var defined = standards.Stated.Where(s => s.Tier.Length > 0).ToLookup(s => s.Tier);
        var figures = defined.SelectMany(tier => tier.Select(s => (tier.Key, s.AmountFen))).ToHashSet();
        foreach (var restated in standards.Restated.DistinctBy(s => (s.Tier, s.AmountFen)))
            if (defined[restated.Tier].FirstOrDefault() is { } definition && !figures.Contains((restated.Tier, restated.AmountFen)))
                yield return Differs(text, restated.Tier + "个人缴费标准", "individual standard",
                    new(null, definition.AmountFen, definition.Start, definition.End), new(null, restated.AmountFen, restated.Start, restated.End));
    }

    private static NoticeFinding Differs(NoticeText text, string zh, string en, Stated first, Stated other) => new(NoticeCodes.AmountTwice,
        $"{zh}前后不一致：一处为{Yuan.Format(first.Fen)}元，另一处为{Yuan.Format(other.Fen)}元。",
        $"The {en} is stated twice with different figures: {Yuan.Format(first.Fen)} and {Yuan.Format(other.Fen)} yuan.",
        [text.Clause(first.Start, first.End), text.Clause(other.Start, other.End)]);
}
