using Canbao.Policies;
using Canbao.Recalculation.Settlement;

namespace Canbao.Cli.Rendering;

/// <summary>Which fields of two quotes differ, for people, in Chinese and in English.</summary>
internal static class QuoteDifference
{
    private const string Nothing = "无 none", FeeLabel = "应缴 fee";

    private static readonly (string Label, Func<Quote, string?> Value)[] Fields =
    [
        ("状态 status", q => $"{SnakeCase.Of(q.Status)} {StatusText.Zh(q.Status)}"),
        (FeeLabel, q => Money(q.FeeFen)),
        ("不低于 at least", q => Money(q.FeeAtLeastFen)),
        ("不高于 at most", q => Money(q.FeeAtMostFen)),
        ("个人缴费标准 standard", q => Money(q.IndividualStandardFen)),
        ("资助 assistance", q => Money(q.AssistanceFen)),
        ("资金来源 fund", q => q.AssistanceFund),
        ("资助身份 identity", q => q.MatchedIdentity),
        ("资助转入年度 deferred to", q => q.AssistanceDeferredTo?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("能否再办特殊缴费 assisted payment", q => YesNo(q.AssistedPaymentAvailable)),
        ("合计应缴 payable", q => q.AddonTotalFen is null ? null : Money(q.PayableFen)),
        ("财政补助 fiscal subsidy", q => Money(q.FiscalSubsidyFen)),
        ("等待期 waiting", q => q.Waiting is { } waiting ? QuoteText.Waiting(waiting) : null),
        ("待遇起 benefit start", q => Day(q.BenefitStart)),
        ("待遇止 benefit end", q => Day(q.BenefitEnd)),
        ("下一可缴费日 next open", q => Day(q.NextOpenDate)),
        ("大病起付线 deductible", q => Money(q.Catastrophic?.DeductibleFen)),
        ("报销比例提高 uplift points", q => q.Catastrophic?.UpliftPoints?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("不设封顶线 no cap", q => YesNo(q.Catastrophic?.NoCap)),
        ("连续参保限额提高次数 cap steps", q => q.Catastrophic?.UpliftSteps?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("零报销限额提高 cap raised for no claim", q => YesNo(q.Catastrophic?.CapUpliftZeroClaim)),
        ("缺少 missing", q => List(q.MissingFields)),
        ("未写明 unspecified", q => List(q.Unspecified)),
    ];

    /// <summary>The other quote's values where they differ; a word for it where only a remark or a sum does.</summary>
    public static string Text(Quote quote, Quote other)
    {
        var changes = Changes(quote, other).ToArray();
        return changes.Length == 0 ? "其他项目不同 something else" : string.Join("；", changes);
    }

    /// <summary>As <see cref="Text"/>, but the fee is named first, also where it is the same.</summary>
    public static string TextAfterFee(Quote quote, Quote other) => string.Join("；", (string[])
    [
        Fee(other) + (other.FeeFen == quote.FeeFen ? "（相同 the same）" : ""),
        .. Changes(quote, other).Where(change => !change.StartsWith($"{FeeLabel} ", StringComparison.Ordinal)),
    ]);

    public static string Fee(Quote quote) => $"{FeeLabel} {Money(quote.FeeFen) ?? Nothing}";

    private static IEnumerable<string> Changes(Quote quote, Quote other) =>
        Fields.Where(f => f.Value(quote) != f.Value(other)).Select(f => $"{f.Label} {f.Value(other) ?? Nothing}");

    private static string? Money(long? fen) => fen is { } amount ? $"{Yuan.Format(amount)} 元" : null;

    private static string? Day(DateOnly? day) => day is { } d ? $"{d:yyyy-MM-dd}" : null;

    private static string? YesNo(bool? flag) => flag switch { null => null, true => "是 yes", false => "否 no" };

    private static string? List(ValueList<string> codes) => codes.Count == 0 ? null : string.Join("、", codes);
}
