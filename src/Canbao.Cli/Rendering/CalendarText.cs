using Canbao.Documents.Answers;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Recalculation.Settlement;

namespace Canbao.Cli.Rendering;

/// <summary>A calendar for a terminal: a picture, and one line for each run of days, numbered as its bar.</summary>
internal static class CalendarText
{
    private const int StatusWidth = 21;

    public static void Write(TextWriter output, Calendar calendar, Profile profile, bool colours)
    {
        var policy = calendar.Policy;
        output.WriteLine($"{policy.Name.Zh} {policy.Name.En}  {calendar.Timeline}");
        output.WriteLine(ProfileText.Of(policy, profile));
        output.WriteLine();
        new CalendarPicture(calendar, colours).Write(output);
        output.WriteLine();
        for (var i = 0; i < calendar.Segments.Count; i++)
        {
            var segment = calendar.Segments[i];
            output.WriteLine($"{i + 1,4}  {segment.From:yyyy-MM-dd} – {segment.To:yyyy-MM-dd}  {Revision(calendar, segment)}"
                + $"{TextWidth.Pad(SnakeCase.Of(segment.First.Status), StatusWidth)}{string.Join("  ", Parts(segment))}");
        }
    }

    /// <summary>Which revision answers, where there are several.</summary>
    private static string Revision(Calendar calendar, CalendarSegment segment) =>
        calendar.Timeline.Revisions.Count == 1 ? "" : $"第{segment.Policy.Revision}版 @{segment.Policy.Revision}  ";

    private static IEnumerable<string> Parts(CalendarSegment segment)
    {
        var quote = segment.First;
        var paid = quote.Status == QuoteStatus.AlreadyPaid;
        if (quote.FeeFen is { } fee) yield return $"{(paid ? "已缴" : "应缴")} {Yuan.Format(fee)} 元";
        if (quote.PayableFen is { } payable && (paid || quote.AddonTotalFen is not null)) yield return $"合计应缴 {Yuan.Format(payable)} 元";
        if (quote.AssistanceFen is > 0 and var assistance) yield return $"资助 {Yuan.Format(assistance)} 元";
        if (quote.Waiting is { } waiting) yield return $"等待期 {WaitingField.Words(waiting)}";
        if (quote.BenefitStart is { } first)
            yield return segment.Last.BenefitStart == first ? $"待遇起 {first:yyyy-MM-dd}" : $"待遇起 {first:yyyy-MM-dd} 至 {segment.Last.BenefitStart:yyyy-MM-dd}";
        if (quote.NextOpenDate is { } next) yield return $"下一可缴费日 {next:yyyy-MM-dd}";
        foreach (var field in quote.MissingFields.ToArray()) yield return $"缺少 {CodeText.Of(field)}";
        if (quote.Status is QuoteStatus.Undetermined or QuoteStatus.Closed)
            foreach (var subject in quote.Unspecified.ToArray()) yield return $"未写明 {CodeText.Of(subject)}";
        if (quote.Notices.Count > 0) yield return $"〔{string.Join("、", quote.Notices)}〕";
        foreach (var warning in quote.Warnings.ToArray()) yield return warning;
    }
}
