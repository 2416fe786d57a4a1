using System.Text.RegularExpressions;

namespace Canbao.Notices;

/// <summary>A day that no calendar has, and a span of days that ends before it begins.</summary>
internal static partial class DateCheck
{
    public static IEnumerable<NoticeFinding> Find(NoticeText text)
    {
        var inRange = 0;
        var ranges = new Queue<NoticeRange>(NoticeRange.All(text));
        foreach (Match match in Day().Matches(text.Folded))
        {
            while (ranges.TryPeek(out var next) && next.Start <= match.Index)
            {
                var range = ranges.Dequeue();
                foreach (var finding in Of(text, range)) yield return finding;
                inRange = range.End;
            }
            if (match.Index < inRange) continue;
            var day = new NoticeDate(match.Groups["y"] is { Success: true, Value: var y } ? NoticeNumber.Parse(y) : null,
                NoticeNumber.Parse(match.Groups["m"].Value), NoticeNumber.Parse(match.Groups["d"].Value));
            if (!day.Exists) yield return Impossible(text, day, match.Index, match.Index + match.Length);
        }
    }

    private static IEnumerable<NoticeFinding> Of(NoticeText text, NoticeRange range)
    {
        if (!range.From.Exists) yield return Impossible(text, range.From, range.Start, range.End);
        if (!range.To.Exists) yield return Impossible(text, range.To, range.Start, range.End);
        if (range.From.Exists && range.To.Exists && range.YearsWritten && range.To.IsBefore(range.From))
            yield return new(NoticeCodes.WindowOrder,
                $"起止时间颠倒：{range.To}在{range.From}之前。",
                $"The span ends before it begins: {range.To} is before {range.From}.",
                [text.Clause(range.Start, range.End)]);
    }

    private static NoticeFinding Impossible(NoticeText text, NoticeDate day, int start, int end) =>
        new(NoticeCodes.ImpossibleDate, $"{day}不存在。", $"There is no such day: {day}.", [text.Clause(start, end)]);

    [GeneratedRegex(@"(?<!\d)(?:(?<y>\d{4})年[的度]?)?(?<m>\d{1,2})月(?<d>\d{1,2})[日号]")]
    private static partial Regex Day();
}
