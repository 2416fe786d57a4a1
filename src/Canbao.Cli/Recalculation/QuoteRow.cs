using System.Globalization;
using Canbao.Cli.Csv;
using Canbao.Policies;
using Canbao.Policies.Documents;
using Canbao.Policies.Model;

namespace Canbao.Cli.Recalculation;

/// <summary>A quote as the fields of a CSV row, named as the contract's. Nothing is an empty field; 0 is 0.</summary>
internal static class QuoteRow
{
    private static readonly (string Name, Func<Policy, Quote, string> Value)[] Fields =
    [
        ("region", (p, _) => p.Region),
        ("benefit_year", (p, _) => Number(p.BenefitYear)),
        ("policy_revision", (p, _) => Number(p.Revision)),
        ("status", (_, q) => SnakeCase.Of(q.Status)),
        ("next_open_date", (_, q) => Date(q.NextOpenDate)),
        ("individual_standard_fen", (_, q) => Number(q.IndividualStandardFen)),
        ("assistance_fen", (_, q) => Number(q.AssistanceFen)),
        ("assistance_fund", (_, q) => q.AssistanceFund ?? ""),
        ("matched_identity", (_, q) => q.MatchedIdentity ?? ""),
        ("recognised_by", (_, q) => q.RecognisedBy ?? ""),
        ("assistance_deferred_to", (_, q) => Number(q.AssistanceDeferredTo)),
        ("assisted_payment_available", (_, q) => Flag(q.AssistedPaymentAvailable)),
        ("fee_fen", (_, q) => Number(q.FeeFen)),
        ("fee_at_least_fen", (_, q) => Number(q.FeeAtLeastFen)),
        ("fee_at_most_fen", (_, q) => Number(q.FeeAtMostFen)),
        ("addons", (_, q) => List(q.Addons.Select(a => $"{a.Code}={Number(a.PriceFen)}"))),
        ("addon_total_fen", (_, q) => Number(q.AddonTotalFen)),
        ("addon_term", (_, q) => q.AddonTerm ?? ""),
        ("payable_fen", (_, q) => Number(q.PayableFen)),
        ("fiscal_subsidy_fen", (_, q) => Number(q.FiscalSubsidyFen)),
        ("fiscal_subsidy_kind", (_, q) => q.FiscalSubsidyKind == SubsidyKind.Unspecified ? "" : SnakeCase.Of(q.FiscalSubsidyKind)),
        ("fiscal_subsidy_basis", (_, q) => q.FiscalSubsidyBasis ?? ""),
        ("contributions", (_, q) => List(q.Contributions.Select(c => $"{c.Payer}={Number(c.AmountFen)}"))),
        ("funding_total_fen", (_, q) => Number(q.FundingTotalFen)),
        ("waiting_days", (_, q) => Waiting(q, WaitingUnit.Days)),
        ("waiting_months", (_, q) => Waiting(q, WaitingUnit.Months)),
        ("waiting_rule", (_, q) => q.Waiting is { Unit: WaitingUnit.NextMonthFirstDay } ? SnakeCase.Of(WaitingUnit.NextMonthFirstDay) : ""),
        ("benefit_start", (_, q) => Date(q.BenefitStart)),
        ("benefit_end", (_, q) => Date(q.BenefitEnd)),
        ("deductible_fen", (_, q) => Number(q.Catastrophic?.DeductibleFen)),
        ("reimbursement_uplift_points", (_, q) => Number(q.Catastrophic?.UpliftPoints)),
        ("no_cap", (_, q) => Flag(q.Catastrophic?.NoCap)),
        ("cap_uplift_continuous", (_, q) => Flag(q.Catastrophic?.CapUpliftContinuous)),
        ("cap_uplift_zero_claim", (_, q) => Flag(q.Catastrophic?.CapUpliftZeroClaim)),
        ("uplift_steps", (_, q) => Number(q.Catastrophic?.UpliftSteps)),
        ("missing_fields", (_, q) => List(q.MissingFields)),
        ("unspecified", (_, q) => List(q.Unspecified)),
        ("notices", (_, q) => List(q.Notices)),
        ("warnings", (_, q) => List(q.Warnings)),
    ];

    /// <summary>The header, with the resident's id first.</summary>
    public static byte[] Header { get; } = CsvText.RowBytes([ResidentColumns.Id, .. Fields.Select(f => f.Name)]);

    /// <summary>What stands behind the resident's id: a comma, the fields, the line end.</summary>
    public static byte[] BehindId(Policy policy, Quote quote) => CsvText.RowBytes(["", .. Fields.Select(f => f.Value(policy, quote))]);

    private static string Number(long? value) => value is { } n ? n.ToString(CultureInfo.InvariantCulture) : "";

    private static string Date(DateOnly? day) => day is { } d ? Number(WireDate.Format(d)) : "";

    private static string Flag(bool? value) => value switch { null => "", true => "true", false => "false" };

    private static string List(IEnumerable<string> items) => string.Join(ResidentColumns.Separator, items);

    private static string Waiting(Quote quote, WaitingUnit unit) => quote.Waiting is { } w && w.Unit == unit ? Number(w.Length) : "";
}
