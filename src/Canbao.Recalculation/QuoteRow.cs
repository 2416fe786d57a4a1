using System.Globalization;
using Canbao.Documents.Residents;
using Canbao.Policies;
using Canbao.Recalculation.Csv;
using Canbao.Recalculation.Differences;
using Canbao.V1;

namespace Canbao.Recalculation;

/// <summary>A quote as the fields of a CSV row, named as the contract's. Nothing is an empty field; 0 is 0.</summary>
/// <param name="fields">Those that the output has, in its order.</param>
internal sealed class QuoteRow(IReadOnlyList<QuoteField> fields)
{
    /// <summary>All fields, in the order in which a file has them if nothing else is asked for.</summary>
    public static IReadOnlyList<QuoteField> AllFields { get; } =
    [
        new("region", FieldKind.Text, null, q => q.Policy.Region),
        new("benefit_year", FieldKind.Number, null, q => Number(q.Policy.BenefitYear)),
        new("policy_revision", FieldKind.Number, null, q => Number(q.Policy.Revision)),
        new("status", FieldKind.Text, ChangeKind.Status, q => SnakeCase.Of(q.Status)),
        new("next_open_date", FieldKind.Day, ChangeKind.Status, q => q.HasNextOpenDate ? Number(q.NextOpenDate) : ""),
        new("individual_standard_fen", FieldKind.Number, ChangeKind.Fee, q => q.HasIndividualStandardFen ? Number(q.IndividualStandardFen) : ""),
        new("assistance_fen", FieldKind.Number, ChangeKind.Assistance, q => q.HasAssistanceFen ? Number(q.AssistanceFen) : ""),
        new("assistance_fund", FieldKind.Text, ChangeKind.Assistance, q => q.AssistanceFund),
        new("matched_identity", FieldKind.Text, ChangeKind.Assistance, q => q.MatchedIdentity),
        new("recognised_by", FieldKind.Text, ChangeKind.Assistance, q => q.RecognisedBy),
        new("assistance_deferred_to", FieldKind.Number, ChangeKind.Assistance, q => q.HasAssistanceDeferredTo ? Number(q.AssistanceDeferredTo) : ""),
        new("assisted_payment_available", FieldKind.Flag, ChangeKind.Assistance, q => q.HasAssistedPaymentAvailable ? Flag(q.AssistedPaymentAvailable) : ""),
        new("fee_fen", FieldKind.Number, ChangeKind.Fee, q => q.HasFeeFen ? Number(q.FeeFen) : ""),
        new("fee_at_least_fen", FieldKind.Number, ChangeKind.Fee, q => q.HasFeeAtLeastFen ? Number(q.FeeAtLeastFen) : ""),
        new("fee_at_most_fen", FieldKind.Number, ChangeKind.Fee, q => q.HasFeeAtMostFen ? Number(q.FeeAtMostFen) : ""),
        new("addons", FieldKind.Text, ChangeKind.Addons, q => List(q.Addons.Select(a => $"{a.Code}={Number(a.PriceFen)}"))),
        new("addon_total_fen", FieldKind.Number, ChangeKind.Addons, q => q.HasAddonTotalFen ? Number(q.AddonTotalFen) : ""),
        new("addon_term", FieldKind.Text, ChangeKind.Addons, q => q.AddonTerm),
        new("payable_fen", FieldKind.Number, ChangeKind.Payable, q => q.HasPayableFen ? Number(q.PayableFen) : ""),
        new("fiscal_subsidy_fen", FieldKind.Number, ChangeKind.Subsidy, q => q.HasFiscalSubsidyFen ? Number(q.FiscalSubsidyFen) : ""),
        new("fiscal_subsidy_kind", FieldKind.Text, ChangeKind.Subsidy, q => q.FiscalSubsidyKind == 0 ? "" : SnakeCase.Of(q.FiscalSubsidyKind)),
        new("fiscal_subsidy_basis", FieldKind.Text, ChangeKind.Subsidy, q => q.FiscalSubsidyBasis),
        new("contributions", FieldKind.Text, ChangeKind.Funding, q => List(q.Contributions.Select(c => $"{c.Payer}={Number(c.AmountFen)}"))),
        new("funding_total_fen", FieldKind.Number, ChangeKind.Funding, q => q.HasFundingTotalFen ? Number(q.FundingTotalFen) : ""),
        new("waiting_days", FieldKind.Number, ChangeKind.Waiting, q => q.HasWaitingDays ? Number(q.WaitingDays) : ""),
        new("waiting_months", FieldKind.Number, ChangeKind.Waiting, q => q.HasWaitingMonths ? Number(q.WaitingMonths) : ""),
        new("waiting_rule", FieldKind.Text, ChangeKind.Waiting, q => q.HasWaitingRule ? SnakeCase.Of(q.WaitingRule) : ""),
        new("benefit_start", FieldKind.Day, ChangeKind.Cover, q => q.HasBenefitStart ? Number(q.BenefitStart) : ""),
        new("benefit_end", FieldKind.Day, ChangeKind.Cover, q => q.HasBenefitEnd ? Number(q.BenefitEnd) : ""),
        new("deductible_fen", FieldKind.Number, ChangeKind.Catastrophic, q => q.Catastrophic is { HasDeductibleFen: true } c ? Number(c.DeductibleFen) : ""),
        new("reimbursement_uplift_points", FieldKind.Number, ChangeKind.Catastrophic,
            q => q.Catastrophic is { HasReimbursementUpliftPoints: true } c ? Number(c.ReimbursementUpliftPoints) : ""),
        new("no_cap", FieldKind.Flag, ChangeKind.Catastrophic, q => q.Catastrophic is { HasNoCap: true } c ? Flag(c.NoCap) : ""),
        new("cap_uplift_continuous", FieldKind.Flag, ChangeKind.Catastrophic,
            q => q.Catastrophic is { HasCapUpliftContinuous: true } c ? Flag(c.CapUpliftContinuous) : ""),
        new("cap_uplift_zero_claim", FieldKind.Flag, ChangeKind.Catastrophic,
            q => q.Catastrophic is { HasCapUpliftZeroClaim: true } c ? Flag(c.CapUpliftZeroClaim) : ""),
        new("uplift_steps", FieldKind.Number, ChangeKind.Catastrophic, q => q.Catastrophic is { HasUpliftSteps: true } c ? Number(c.UpliftSteps) : ""),
        new("missing_fields", FieldKind.Text, ChangeKind.Open, q => List(q.MissingFields)),
        new("unspecified", FieldKind.Text, ChangeKind.Open, q => List(q.Unspecified)),
        new("notices", FieldKind.Text, ChangeKind.Notices, q => List(q.Notices)),
        new("warnings", FieldKind.Text, ChangeKind.Notices, q => List(q.Warnings)),
    ];

    public IReadOnlyList<QuoteField> Fields => fields;

    public IEnumerable<string> Names => fields.Select(f => f.Name);

    /// <summary>The fields of these names, in this order; all for none. Throws for a name that is not known or stands there twice.</summary>
    public static QuoteRow Of(IReadOnlyList<string> names)
    {
        if (names.Count == 0) return new(AllFields);
        if (names.FirstOrDefault(name => AllFields.All(f => f.Name != name)) is { } unknown)
            throw new InvalidDataException($"'{unknown}' is no column of the answers; they are {string.Join(", ", AllFields.Select(f => f.Name))}");
        if (names.Distinct().Count() < names.Count) throw new InvalidDataException("a column of the answers is named twice");
        return new([.. names.Select(name => AllFields.First(f => f.Name == name))]);
    }

    /// <summary>The header, with the resident's id first and the columns last that are passed through.</summary>
    public byte[] Header(IEnumerable<string> passed) => CsvText.RowBytes([ResidentFields.Id, .. Names, .. passed]);

    /// <summary>What stands behind the resident's id: a comma and the fields, without a line end.</summary>
    public byte[] FieldsAfterId(V1.Quote quote) => CsvText.RowBytes(["", .. fields.Select(f => f.Text(quote))])[..^1];

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Flag(bool value) => value ? "true" : "false";

    private static string List(IEnumerable<string> items) => string.Join(ResidentFields.Separator, items);
}
