using Canbao.Policies;

namespace Canbao.Documents.Answers;

/// <summary>The Chinese names of the statuses.</summary>
public static class StatusNames
{
    public static string Zh(QuoteStatus status) => status switch
    {
        QuoteStatus.Open => "集中缴费期内，可缴费",
        QuoteStatus.OpenLate => "集中缴费期后，可按个人标准缴费",
        QuoteStatus.OpenSpecial => "特殊情形，可按个人标准缴费",
        QuoteStatus.OpenFullCost => "可缴费，须全额（含财政补助部分）",
        QuoteStatus.Closed => "当日不能缴费",
        QuoteStatus.NoPaymentRequired => "无需缴费",
        QuoteStatus.AutoEnrolled => "自动随监护人参保",
        QuoteStatus.AlreadyPaid => "已缴费",
        QuoteStatus.NotEligible => "不属于参保范围",
        _ => "通知或所填信息不足以确定",
    };
}
