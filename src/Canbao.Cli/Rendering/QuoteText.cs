using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.Recalculation.Settlement;

namespace Canbao.Cli.Rendering;

/// <summary>A quote for a terminal: Chinese names beside the codes, yuan instead of fen.</summary>
internal static class QuoteText
{
    private const int LabelWidth = 32;

    public static void Write(TextWriter output, Policy policy, Profile profile, DateOnly payment, Quote quote)
    {
        output.WriteLine($"{policy.Name.Zh} {policy.Name.En}  {policy}  缴费日 {payment:yyyy-MM-dd}");
        output.WriteLine(ProfileText.Of(policy, profile));
        output.WriteLine();
        Line(output, "状态 status", $"{SnakeCase.Of(quote.Status)}  {StatusText.Zh(quote.Status)}");
        WriteAmounts(output, policy, quote);
        WriteCover(output, quote);
        WriteCatastrophic(output, quote.Catastrophic);
        Line(output, "下一可缴费日 next open", Date(quote.NextOpenDate));
        foreach (var field in quote.MissingFields) Line(output, "缺少 missing", CodeText.Of(field));
        foreach (var subject in quote.Unspecified) Line(output, "通知未写明 unspecified", CodeText.Of(subject));
        foreach (var notice in quote.Notices) Line(output, "取决于理解 reading", Reading(policy, notice));
        foreach (var warning in quote.Warnings) Line(output, "提示 warning", warning);
    }

    /// <summary>The question with its id; the id alone where a later revision asks it, which decides the next open day.</summary>
    private static string Reading(Policy policy, string id) =>
        policy.Readings.FirstOrDefault(r => r.Id == id) is { } reading ? $"{reading.Question} {id}" : id;

    public static string IdentityName(Policy policy, string code) => $"{policy.Codes.Identity(code)?.Name.Zh} {code}";

    public static string Waiting(Waiting waiting) => waiting switch
    {
        { Unit: WaitingUnit.Days, Length: 0 } => "无 none",
        { Unit: WaitingUnit.Days } w => $"{w.Length} 日 days",
        { Unit: WaitingUnit.Months } w => $"{w.Length} 个月 months",
        _ => "至次月1日 to the first of the next month",
    };

    private static void WriteAmounts(TextWriter output, Policy policy, Quote quote)
    {
        Line(output, "个人缴费标准 standard", Money(quote.IndividualStandardFen));
        var fund = quote.AssistanceFund is { } code ? $"  {policy.Codes.Fund(code)?.Name.Zh} {code}" : "";
        Line(output, "资助 assistance", quote.AssistanceFen is { } fen ? Money(fen) + fund : null);
        Line(output, "资助身份 identity", quote.MatchedIdentity is { } identity ? IdentityName(policy, identity) : null);
        Line(output, "认定部门 recognised by", quote.RecognisedBy is { } department ? $"{policy.Codes.Department(department)?.Name.Zh} {department}"
            : null);
        Line(output, "资助转入年度 deferred to", quote.AssistanceDeferredTo?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var paid = quote.Status == QuoteStatus.AlreadyPaid;
        Line(output, paid ? "个人已缴 fee paid" : "个人应缴 fee", Money(quote.FeeFen));
        Line(output, "应缴不低于 fee at least", Money(quote.FeeAtLeastFen));
        Line(output, "应缴不高于 fee at most", Money(quote.FeeAtMostFen));
        foreach (var addon in quote.Addons) Line(output, "附加产品 add-on", $"{Money(addon.PriceFen)}  {addon.Code}");
        if (paid || quote.AddonTotalFen is not null) Line(output, "合计应缴 payable", Money(quote.PayableFen));
        var kind = quote.FiscalSubsidyKind == SubsidyKind.AtLeast ? "不低于 " : "";
        Line(output, "财政补助 fiscal subsidy", quote.FiscalSubsidyFen is { } subsidy
            ? $"{kind}{Money(subsidy)}{(quote.FiscalSubsidyBasis is { } basis ? $"  ({basis})" : "")}" : null);
        Line(output, "筹资合计 funding total", quote.FundingTotalFen is { } total ? kind + Money(total) : null);
    }

    private static void WriteCover(TextWriter output, Quote quote)
    {
        Line(output, "等待期 waiting", quote.Waiting is { } waiting ? Waiting(waiting) : null);
        Line(output, "待遇起 benefit start", Date(quote.BenefitStart));
        Line(output, "待遇止 benefit end", Date(quote.BenefitEnd));
    }

    private static void WriteCatastrophic(TextWriter output, CatastrophicCover? cover)
    {
        if (cover is null) return;
        var tilt = $"{(cover.UpliftPoints is { } points ? $"，报销比例提高{points}个百分点 +{points} points" : "")}{(cover.NoCap == true ? "，不设封顶线 no cap" : "")}";
        Line(output, "大病起付线 deductible", cover.DeductibleFen is { } fen ? Money(fen) + tilt : null);
        Line(output, "大病限额提高 cap uplift", cover.CapUpliftContinuous == true ? $"连续参保 {cover.UpliftSteps} 次" : null);
        Line(output, "大病限额提高 cap uplift", cover.CapUpliftZeroClaim == true ? "上年零报销" : null);
    }

    private static void Line(TextWriter output, string label, string? value)
    {
        if (value is not null) output.WriteLine($"  {TextWidth.Pad(label, LabelWidth)}{value}");
    }

    private static string? Money(long? fen) => fen is { } amount ? $"{Yuan.Format(amount)} 元" : null;

    private static string? Date(DateOnly? date) => date is { } day ? $"{day:yyyy-MM-dd}" : null;
}
