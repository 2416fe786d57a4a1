namespace Canbao.Notices;

/// <summary>What a notice says about individual standards, and which of them its rates and sums are made from.</summary>
internal sealed class StatedStandards
{
    /// <summary>No notice has more standards in force; garbage must not make a rate slow.</summary>
    private const int MaxBases = 50;

    private readonly Dictionary<string, StatedAmount[]> ofTier;

    private StatedStandards(IReadOnlyList<StatedAmount> amounts)
    {
        Stated = [.. amounts.Where(a => a is { Role: AmountRole.Standard, AmountFen: > 0 })];
        Restated = [.. amounts.Where(a => a.Role == AmountRole.Restated)];
        var general = Stated.Where(s => s.Persons.AreEverybody || s.Persons.IsPricedApart).ToArray();
        var newest = general.Max(s => s.Year);
        Bases = [.. general.Where(s => s.Year is null || s.Year == newest)];
        var distinct = Bases.DistinctBy(s => (s.Tier, s.AmountFen)).ToArray();
        ofTier = distinct.GroupBy(s => s.Tier).ToDictionary(tier => tier.Key, tier => tier.Take(MaxBases).ToArray());
        ofTier[""] = [.. distinct.Take(MaxBases)];
    }

    /// <summary>Where the notice says what somebody pays before assistance, in its order.</summary>
    public IReadOnlyList<StatedAmount> Stated { get; }

    /// <summary>Where a sentence refers to a standard that was stated elsewhere.</summary>
    public IReadOnlyList<StatedAmount> Restated { get; }

    /// <summary>Those of the newest year that is named, for everybody or for a group that pays another price.</summary>
    public IReadOnlyList<StatedAmount> Bases { get; }

    /// <summary>Those that a rate refers to: of its tier, or all where it names none.</summary>
    public IReadOnlyList<StatedAmount> BasesOf(string tier) => ofTier.GetValueOrDefault(tier) ?? [];

    public static StatedStandards Of(IReadOnlyList<StatedAmount> amounts) => new(amounts);
}
