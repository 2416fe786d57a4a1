using Canbao.Policies;

namespace Canbao.Documents.Answers;

/// <summary>
/// The one table of an answer's fields, in the order in which people and files have them. Which policy answered is told apart: it is no part
/// of an answer.
/// </summary>
public static class QuoteFields
{
    /// <summary>The names of fields that code asks for one by one.</summary>
    public const string Fee = "fee_fen", FiscalSubsidy = "fiscal_subsidy_fen", FundingTotal = "funding_total_fen", Payable = "payable_fen";

    public static readonly ValueList<QuoteField> All =
    [
        new StatusField("status", ChangeKind.Status, "状态 status"),
        new QuoteDayField("next_open_date", ChangeKind.Status, "下一可缴费日 next open", q => q.NextOpenDate),
        new AmountField("individual_standard_fen", ChangeKind.Fee, "个人缴费标准 standard", q => q.IndividualStandardFen),
        new AmountField("assistance_fen", ChangeKind.Assistance, "资助 assistance", q => q.AssistanceFen),
        new CodeField("assistance_fund", ChangeKind.Assistance, "资金来源 fund", CodeKind.Fund, q => q.AssistanceFund) { CaseName = "fund" },
        new CodeField("matched_identity", ChangeKind.Assistance, "资助身份 identity", CodeKind.Identity, q => q.MatchedIdentity) { CaseName = "identity" },
        new CodeField("recognised_by", ChangeKind.Assistance, "认定部门 recognised by", CodeKind.Department, q => q.RecognisedBy),
        new NumberField("assistance_deferred_to", ChangeKind.Assistance, "资助转入年度 deferred to", q => q.AssistanceDeferredTo),
        new YesNoField("assisted_payment_available", ChangeKind.Assistance, "能否再办特殊缴费 assisted payment", q => q.AssistedPaymentAvailable),
        new AmountField(Fee, ChangeKind.Fee, "个人应缴 fee", q => q.FeeFen),
        new AmountField("fee_at_least_fen", ChangeKind.Fee, "应缴不低于 fee at least", q => q.FeeAtLeastFen),
        new AmountField("fee_at_most_fen", ChangeKind.Fee, "应缴不高于 fee at most", q => q.FeeAtMostFen),
        new AmountsField("addons", ChangeKind.Addons, "附加产品 add-on", CodeKind.Policy, q => q.Addons.Select(a => (a.Code, a.PriceFen))),
        new AmountField("addon_total_fen", ChangeKind.Addons, null, q => q.AddonTotalFen),
        new CodeField("addon_term", ChangeKind.Addons, null, CodeKind.Policy, q => q.AddonTerm),
        new AmountField(Payable, ChangeKind.Payable, "合计应缴 payable", q => q.PayableFen),
        new AmountField(FiscalSubsidy, ChangeKind.Subsidy, "财政补助 fiscal subsidy", q => q.FiscalSubsidyFen),
        new SubsidyKindField("fiscal_subsidy_kind", ChangeKind.Subsidy, null),
        new CodeField("fiscal_subsidy_basis", ChangeKind.Subsidy, null, CodeKind.Policy, q => q.FiscalSubsidyBasis),
        new AmountsField("contributions", ChangeKind.Funding, null, CodeKind.Payer, q => q.Contributions.Select(c => (c.Payer, c.AmountFen))),
        new AmountField(FundingTotal, ChangeKind.Funding, "筹资合计 funding total", q => q.FundingTotalFen),
        new WaitingField("waiting", ChangeKind.Waiting, "等待期 waiting") { Columns = ["waiting_days", "waiting_months", "waiting_rule"] },
        new QuoteDayField("benefit_start", ChangeKind.Cover, "待遇起 benefit start", q => q.BenefitStart),
        new QuoteDayField("benefit_end", ChangeKind.Cover, "待遇止 benefit end", q => q.BenefitEnd),
        new AmountField("deductible_fen", ChangeKind.Catastrophic, "大病起付线 deductible", q => q.Catastrophic?.DeductibleFen),
        new NumberField("reimbursement_uplift_points", ChangeKind.Catastrophic, "报销比例提高百分点 uplift points", q => q.Catastrophic?.UpliftPoints)
            { CaseName = "uplift_points" },
        new YesNoField("no_cap", ChangeKind.Catastrophic, "不设封顶线 no cap", q => q.Catastrophic?.NoCap),
        new YesNoField("cap_uplift_continuous", ChangeKind.Catastrophic, "连续参保限额提高 cap raised for years", q => q.Catastrophic?.CapUpliftContinuous),
        new YesNoField("cap_uplift_zero_claim", ChangeKind.Catastrophic, "零报销限额提高 cap raised for no claim", q => q.Catastrophic?.CapUpliftZeroClaim),
        new NumberField("uplift_steps", ChangeKind.Catastrophic, "连续参保限额提高次数 cap steps", q => q.Catastrophic?.UpliftSteps),
        new CodeSetField("missing_fields", ChangeKind.Open, "缺少 missing", CodeKind.ResidentField, q => q.MissingFields),
        new CodeSetField("unspecified", ChangeKind.Open, "通知未写明 unspecified", CodeKind.Subject, q => q.Unspecified),
        new CodeSetField("notices", ChangeKind.Notices, "取决于理解 reading", CodeKind.Reading, q => q.Notices),
        new CodeSetField("warnings", ChangeKind.Notices, "提示 warning", CodeKind.Remark, q => q.Warnings),
    ];
}
