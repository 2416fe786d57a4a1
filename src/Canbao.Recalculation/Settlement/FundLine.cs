using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>
/// Who pays: "resident", "fiscal_subsidy" or the code of a fund. The kind tells a subsidy that is a floor, or is taken over from another
/// year, from one that is stated; all other lines are exact.
/// </summary>
public readonly record struct FundLine(string Payer, SubsidyKind Kind = SubsidyKind.Exact) : IComparable<FundLine>
{
    /// <summary>Residents, the treasury, then the funds by their codes.</summary>
    public int CompareTo(FundLine other)
    {
        if (Rank != other.Rank) return Rank.CompareTo(other.Rank);
        return string.CompareOrdinal(Payer, other.Payer) is not 0 and var payer ? payer : Kind.CompareTo(other.Kind);
    }

    private int Rank => Payer switch { Contribution.Resident => 0, Contribution.FiscalSubsidy => 1, _ => 2 };
}
