
namespace Canbao.Recalculation.Differences;

/// <summary>Tells what of a quote is different by the contract's fields.</summary>
internal static class ChangeKinds
{
    private static readonly Dictionary<string, ChangeKind> OfField = new()
    {
        ["status"] = ChangeKind.Status,
        ["next_open_date"] = ChangeKind.Status,
        ["individual_standard_fen"] = ChangeKind.Fee,
        ["fee_fen"] = ChangeKind.Fee,
        ["fee_at_least_fen"] = ChangeKind.Fee,
        ["fee_at_most_fen"] = ChangeKind.Fee,
        ["assistance_fen"] = ChangeKind.Assistance,
        ["assistance_fund"] = ChangeKind.Assistance,
        ["matched_identity"] = ChangeKind.Assistance,
        ["recognised_by"] = ChangeKind.Assistance,
        ["assistance_deferred_to"] = ChangeKind.Assistance,
        ["assisted_payment_available"] = ChangeKind.Assistance,
        ["addons"] = ChangeKind.Addons,
        ["addon_total_fen"] = ChangeKind.Addons,
        ["addon_term"] = ChangeKind.Addons,
        ["payable_fen"] = ChangeKind.Payable,
        ["fiscal_subsidy_fen"] = ChangeKind.Subsidy,
        ["fiscal_subsidy_kind"] = ChangeKind.Subsidy,
        ["fiscal_subsidy_basis"] = ChangeKind.Subsidy,
        ["contributions"] = ChangeKind.Funding,
        ["funding_total_fen"] = ChangeKind.Funding,
        ["waiting_days"] = ChangeKind.Waiting,
        ["waiting_months"] = ChangeKind.Waiting,
        ["waiting_rule"] = ChangeKind.Waiting,
        ["benefit_start"] = ChangeKind.Cover,
        ["benefit_end"] = ChangeKind.Cover,
        ["catastrophic"] = ChangeKind.Catastrophic,
        ["missing_fields"] = ChangeKind.Open,
        ["unspecified"] = ChangeKind.Open,
        ["notices"] = ChangeKind.Notices,
        ["warnings"] = ChangeKind.Notices,
    };

    /// <summary>What a field of the contract belongs to; for a field of a part the name of the part.</summary>
    public static ChangeKind Of(string field) => OfField[field];

    /// <summary>In their order; none for quotes that differ in nothing but their policy.</summary>
    public static IReadOnlyList<ChangeKind> Between(V1.Quote before, V1.Quote now) =>
        [.. QuoteDifferences.Between(before, now).Select(difference => Of(difference.Field.Split('.')[0])).Distinct().Order()];
}
