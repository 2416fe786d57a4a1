using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>What the residents of one cell share. No identity that counts, and no tier, are empty text.</summary>
public readonly record struct SettlementKey(string Region, int BenefitYear, int Revision, string Identity, string Tier, QuoteStatus Status)
    : IComparable<SettlementKey>
{
    /// <summary>In the order of the fields; texts by their characters' numbers, so that a sheet has one order everywhere.</summary>
    public int CompareTo(SettlementKey other)
    {
        if (string.CompareOrdinal(Region, other.Region) is not 0 and var region) return region;
        if (BenefitYear != other.BenefitYear) return BenefitYear.CompareTo(other.BenefitYear);
        if (Revision != other.Revision) return Revision.CompareTo(other.Revision);
        if (string.CompareOrdinal(Identity, other.Identity) is not 0 and var identity) return identity;
        return string.CompareOrdinal(Tier, other.Tier) is not 0 and var tier ? tier : Status.CompareTo(other.Status);
    }

    public override string ToString() =>
        $"{Region}/{BenefitYear}@{Revision}, identity {Or(Identity)}, tier {Or(Tier)}, status {SnakeCase.Of(Status)}";

    private static string Or(string text) => text.Length > 0 ? Shown.Text(text) : "none";
}
