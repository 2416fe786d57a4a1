using System.Text.RegularExpressions;

namespace Canbao.Notices;

/// <summary>
/// Every day, span of days and day of the week of a notice, whatever they are written like: 2025年9月1日, 2025.9.1, 2025/9/1, 2025-9-1,
/// 二〇二五年九月一日. Checks compare these values and see no spelling.
/// </summary>
internal sealed partial class NoticeDates
{
    private const string
        Count = @"(?:\d{1,2}|[一二三四五六七八九十]{1,3})",
        Year = @"(?:\d{4}|[一二三四五六七八九〇○零Oo\d]{4}(?=年))",
        Bound = @"(?<![\d.])(?<![一二三四五六七八九十百零〇○])",
        Marked = @"(?<y>(?:19|20)\d{2})(?<s>[./-])(?<m>\d{1,2})\k<s>(?<d>\d{1,2})",
        Weekday = "(?:星期|周|礼拜)(?<w>[一二三四五六日天1-7])(?![年岁期])";

    private readonly NoticeText text;
    private readonly List<NoticeDay> days = [];
    private readonly List<NoticeRange> ranges = [];
    private readonly List<NoticeWeekday> weekdays = [];

    private NoticeDates(NoticeText text)
    {
        this.text = text;
        var done = 0;
        foreach (Match match in First().Matches(text.Folded))
        {
            if (match.Index < done || Part.Of(text, match) is not { } first) continue;
            done = Range(first) ?? Single(first);
        }
    }

    /// <summary>Days that are no end of a span.</summary>
    public IReadOnlyList<NoticeDay> Days => days;

    public IReadOnlyList<NoticeRange> Ranges => ranges;

    public IReadOnlyList<NoticeWeekday> Weekdays => weekdays;

    public static NoticeDates Read(NoticeText text) => new(text);

    /// <summary>A span that begins with a day, and where it ends.</summary>
    private int? Range(Part first)
    {
        var at = WeekdayAfter(first.End) is { } named ? named.End : first.End;
        var link = Link().Match(text.Folded, at);
        if (!link.Success) return null;
        at = link.Index + link.Length;
        var match = first.Mark is { } mark ? MarkedLast(mark).Match(text.Folded, at) : Last().Match(text.Folded, at);
        if (!match.Success) match = Last().Match(text.Folded, at);
        if (!match.Success || Part.Of(text, match) is not { } last) return null;
        // 自9月1日起12月31日 is a span only if the second day is said to be the end.
        if (!link.Groups["to"].Success && !Close().IsMatch(text.Folded.AsSpan(last.End, Math.Min(3, text.Folded.Length - last.End)))) return null;
        if (first.Day is null && last.Day is { } and not NoticeDate.LastDay) return null;
        var range = Of(first, last);
        ranges.Add(range);
        return AddWeekdays(range, first, last);
    }

    private int Single(Part first)
    {
        if (first.Day is not { } day) return first.End;
        var date = new NoticeDate(first.Year, first.Month!.Value, day);
        days.Add(new(date, first.Start, first.End));
        return AddWeekday(date, first.Start, first.End);
    }

    /// <summary>Each end may have its day of the week, or both stand behind the span: 9月8日至12日（周一至周五）.</summary>
    private int AddWeekdays(NoticeRange range, Part first, Part last)
    {
        AddWeekday(range.From, first.Start, first.End);
        var pair = WeekdayPair().Match(text.Folded, last.End);
        if (!pair.Success) return AddWeekday(range.To, last.Start, last.End);
        var end = pair.Index + pair.Length;
        weekdays.Add(new(range.From, DayOf(pair.Groups["w"].Captures[0].Value), first.Start, last.End, last.End, end));
        weekdays.Add(new(range.To, DayOf(pair.Groups["w"].Captures[^1].Value), first.Start, last.End, last.End, end));
        return end;
    }

    /// <summary>星期一 behind a day, or before a day in brackets; where what was read ends.</summary>
    private int AddWeekday(NoticeDate date, int start, int end)
    {
        if (WeekdayAfter(end) is { } after)
        {
            weekdays.Add(new(date, after.Said, start, end, end, after.End));
            return after.End;
        }
        var before = Math.Max(0, start - 6);
        if (WeekdayBefore().Match(text.Folded[before..start]) is { Success: true } found)
            weekdays.Add(new(date, DayOf(found.Groups["w"].Value), start, end, before + found.Index, start));
        return end;
    }

    private (DayOfWeek Said, int End)? WeekdayAfter(int at) =>
        WeekdayBehind().Match(text.Folded, at) is { Success: true } match ? (DayOf(match.Groups["w"].Value), match.Index + match.Length) : null;

    private static NoticeRange Of(Part first, Part last)
    {
        var (m1, d1) = (first.Month!.Value, first.Day ?? 1);
        var (m2, d2) = (last.Month ?? m1, last.Day ?? NoticeDate.LastDay);
        var (y1, y2) = (first.Year, last.Year);
        var written = y1 is not null && (y2 is not null || last.YearWord is "当" or "本" or "同");
        var turns = (m2, d2).CompareTo((m1, d1)) < 0;
        if (y1 is null && y2 is { } known) y1 = turns ? known - 1 : known;
        y2 ??= last.YearWord is "次" or "翌" || (last.YearWord.Length == 0 && turns) ? y1 + 1 : y1;
        return new(new(y1, m1, d1), new(y2, m2, d2), written, first.Start, last.End);
    }

    private static DayOfWeek DayOf(string numeral) => (DayOfWeek)(numeral is "日" or "天" ? 0 : NoticeNumber.Parse(numeral) % 7);

    /// <summary>A day as it is written, which may lack its year, its month or its day.</summary>
    /// <param name="YearWord">次 of 次年, where that stands for the year.</param>
    /// <param name="Mark">What stands between the numbers of 2025.9.1.</param>
    private sealed record Part(int? Year, string YearWord, int? Month, int? Day, char? Mark, int Start, int End)
    {
        public static Part? Of(NoticeText text, Match match)
        {
            var (year, day, end) = (match.Groups["y"].Value, match.Groups["d"], match.Index + match.Length);
            var mark = match.Groups["s"] is { Success: true } s ? s.Value[0] : (char?)null;
            if (mark is not null || match.Groups["short"].Success)
            {
                // The blank of 2025.9.1 8:30 is no more in the folded text.
                if (day.Length == 2 && !text.IsJoined(day.Index)) end--;
                else if (end < text.Folded.Length && char.IsAsciiDigit(text.Folded[end]) && text.IsJoined(end - 1)) return null;
            }
            // 一二月 is no month.
            if (match.Groups["m"].Value is { Length: > 1 } month && !char.IsAsciiDigit(month[0]) && NoticeNumber.Parse(month) == 0) return null;
            return new(year.Length == 4 ? NoticeNumber.Digits(year) : null, year.Length == 1 ? year : "", Number(match.Groups["m"].Value),
                match.Groups["end"].Success ? NoticeDate.LastDay : Number(day.Value[..^(match.Index + match.Length - end)]), mark, match.Index, end);
        }

        private static int? Number(string text) => text.Length == 0 ? null : NoticeNumber.Parse(text);
    }

    private static Regex MarkedLast(char mark) => mark switch { '.' => DottedLast(), '/' => SlashedLast(), _ => DashedLast() };

    [GeneratedRegex($"{Bound}(?:(?:(?<y>{Year}|[当本今])年[的度]?)?(?<m>{Count})月(?<d>{Count})[日号]|(?<y>{Year})年(?<m>{Count})月(?!{Count}[日号])"
        + $"|(?<![/-]){Marked}(?![./]\\d))")]
    private static partial Regex First();

    [GeneratedRegex($"\\G(?:(?:(?<y>{Year}|[当本同次翌])年[的度]?)?(?:(?:(?<m>{Count})月)?(?<d>{Count})[日号]|(?<m>{Count})月(?<end>[底末]|(?!{Count}[日号])))"
        + $"|{Marked})")]
    private static partial Regex Last();

    [GeneratedRegex($@"\G(?:{Marked}|(?<short>)(?<m>\d{{1,2}})\.(?<d>\d{{1,2}}))")]
    private static partial Regex DottedLast();

    [GeneratedRegex($@"\G(?:{Marked}|(?<short>)(?<m>\d{{1,2}})/(?<d>\d{{1,2}}))")]
    private static partial Regex SlashedLast();

    [GeneratedRegex($@"\G(?:{Marked}|(?<short>)(?<m>\d{{1,2}})-(?<d>\d{{1,2}}))")]
    private static partial Regex DashedLast();

    [GeneratedRegex(@"\G(?:(?:起|开始|启动)?,?(?<to>-{1,2}|[至到]|截至|截止到?|延续到|持续到|直至)|(?:起|开始|启动),?)")]
    private static partial Regex Link();

    [GeneratedRegex("^(?:结束|截止|终止|止)")]
    private static partial Regex Close();

    [GeneratedRegex($@"\G(?:上午|下午|晚上?|当天)?\(?{Weekday}\)?")]
    private static partial Regex WeekdayBehind();

    [GeneratedRegex($@"(?<!每){Weekday}\($")]
    private static partial Regex WeekdayBefore();

    [GeneratedRegex($@"\G\(?{Weekday}(?:[至到-]|--)(?:星期|周|礼拜)?(?<w>[一二三四五六日天1-7])\)?")]
    private static partial Regex WeekdayPair();
}
