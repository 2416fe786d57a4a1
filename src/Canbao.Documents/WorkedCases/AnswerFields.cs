using System.Globalization;
using Canbao.Policies;

namespace Canbao.Documents.WorkedCases;

/// <summary>Every field of an answer that a case may state.</summary>
internal static class AnswerFields
{
    public static readonly ValueList<AnswerField> All =
    [
        AnswerField.OfEnumeration("status", q => q.Status),
        AnswerField.OfDate("next_open_date", q => q.NextOpenDate),
        AnswerField.OfSet("missing_fields", CheckInputField, q => q.MissingFields),
        AnswerField.OfSet("unspecified", CheckSubject, q => q.Unspecified),
        AnswerField.OfSet("notices", (r, id) => r.Context.Reading(id), q => q.Notices),
        AnswerField.OfSet("warnings", (_, _) => { }, q => q.Warnings.Select(w => w.Split(':')[0])),
        AnswerField.OfYuan("individual_standard", q => q.IndividualStandardFen),
        AnswerField.OfYuan("assistance", q => q.AssistanceFen),
        AnswerField.OfCode("fund", CheckFund, q => q.AssistanceFund),
        AnswerField.OfCode("identity", (context, code) => context.CheckIdentity(code.Text, code.Position), q => q.MatchedIdentity),
        AnswerField.OfCode("recognised_by", CheckDepartment, q => q.RecognisedBy),
        AnswerField.OfNumber("assistance_deferred_to", q => q.AssistanceDeferredTo),
        AnswerField.OfFlag("assisted_payment_available", q => q.AssistedPaymentAvailable),
        AnswerField.OfYuan("fee", q => q.FeeFen),
        AnswerField.OfYuan("fee_at_least", q => q.FeeAtLeastFen),
        AnswerField.OfYuan("fee_at_most", q => q.FeeAtMostFen),
        AnswerField.OfAmounts("addons", (_, _) => { }, q => q.Addons.Select(a => (a.Code, a.PriceFen))),
        AnswerField.OfYuan("addon_total", q => q.AddonTotalFen),
        AnswerField.OfCode("addon_term", (_, _) => { }, q => q.AddonTerm),
        AnswerField.OfYuan("payable", q => q.PayableFen),
        AnswerField.OfYuan("fiscal_subsidy", q => q.FiscalSubsidyFen),
        AnswerField.OfEnumeration("fiscal_subsidy_kind", q => q.FiscalSubsidyKind),
        AnswerField.OfCode("fiscal_subsidy_basis", (_, _) => { }, q => q.FiscalSubsidyBasis),
        AnswerField.OfAmounts("contributions", CheckPayer, q => q.Contributions.Select(c => (c.Payer, c.AmountFen))),
        AnswerField.OfYuan("funding_total", q => q.FundingTotalFen),
        new("waiting", ExpectedWaiting, q => Shown(q.Waiting)),
        AnswerField.OfDate("benefit_start", q => q.BenefitStart),
        AnswerField.OfDate("benefit_end", q => q.BenefitEnd),
        AnswerField.OfYuan("deductible", q => q.Catastrophic?.DeductibleFen),
        AnswerField.OfNumber("uplift_points", q => q.Catastrophic?.UpliftPoints),
        AnswerField.OfFlag("no_cap", q => q.Catastrophic?.NoCap),
        AnswerField.OfFlag("cap_uplift_continuous", q => q.Catastrophic?.CapUpliftContinuous),
        AnswerField.OfFlag("cap_uplift_zero_claim", q => q.Catastrophic?.CapUpliftZeroClaim),
        AnswerField.OfNumber("uplift_steps", q => q.Catastrophic?.UpliftSteps),
    ];

    private const string NextMonth = "next_month_first_day";

    private static void CheckInputField(MapReader reader, ScalarNode field)
    {
        if (!CaseInput.Keys.Contains(field.Text)) reader.Bad<string>(field, "missing_fields", CaseInput.Keys.ToString());
    }

    private static void CheckSubject(MapReader reader, ScalarNode subject)
    {
        if (!Subjects.All.Contains(subject.Text)) reader.Bad<string>(subject, "unspecified", Subjects.All.ToString());
    }

    private static void CheckFund(ReadContext context, ScalarNode code)
    {
        if (context.Codes.Fund(code.Text) is null) Unknown(context, code, "fund");
    }

    private static void CheckDepartment(ReadContext context, ScalarNode code)
    {
        if (context.Codes.Department(code.Text) is null) Unknown(context, code, "department");
    }

    private static void CheckPayer(ReadContext context, ScalarNode code)
    {
        if (code.Text is not (Contribution.Resident or Contribution.FiscalSubsidy) && context.Codes.Fund(code.Text) is null)
            Unknown(context, code, "payer");
    }

    private static void Unknown(ReadContext context, ScalarNode code, string kind) =>
        context.Report(DiagnosticCodes.UnknownCode, code.Position, $"{kind} '{Policies.Shown.Text(code.Text)}' is not in the code lists");

    /// <summary>"0 days" is no wait, which is not the same as a wait of which nothing is stated.</summary>
    private static string? ExpectedWaiting(MapReader reader, string key)
    {
        if (reader.ScalarOrNull(key) is not { } scalar) return null;
        if (scalar.Text is AnswerField.NotStated or NextMonth) return scalar.Text;
        var parts = scalar.Text.Split(' ');
        return parts is [var number, "days" or "months"] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? scalar.Text
            : reader.Bad<string>(scalar, key, $"0 days, 90 days, 4 months, {NextMonth} or {AnswerField.NotStated}");
    }

    private static string Shown(Waiting? waiting) => waiting switch
    {
        null => AnswerField.NotStated,
        { Unit: WaitingUnit.Days } w => string.Create(CultureInfo.InvariantCulture, $"{w.Length} days"),
        { Unit: WaitingUnit.Months } w => string.Create(CultureInfo.InvariantCulture, $"{w.Length} months"),
        _ => NextMonth,
    };
}
