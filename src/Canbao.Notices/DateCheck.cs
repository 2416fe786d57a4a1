namespace Canbao.Notices;

/// <summary>A day that no calendar has, a span of days that ends before it begins, and a day of the week that is another one.</summary>
internal static class DateCheck
{
    private const string WeekdayNames = "日一二三四五六";

    public static IEnumerable<NoticeFinding> Find(NoticeText text, NoticeDates dates) =>
    [
        .. dates.Ranges.SelectMany(range => Of(text, range)),
        .. dates.Days.Where(day => !day.Date.Exists).Select(day => Impossible(text, day.Date, day.Start, day.End)),
        .. dates.Weekdays.Select(said => Weekday(text, said)).OfType<NoticeFinding>(),
    ];

    private static IEnumerable<NoticeFinding> Of(NoticeText text, NoticeRange range)
    {
        if (!range.From.Exists) yield return Impossible(text, range.From, range.Start, range.End);
        if (!range.To.Exists) yield return Impossible(text, range.To, range.Start, range.End);
        if (range.IsPossible && range.YearsWritten && range.To.IsBefore(range.From))
            yield return new(NoticeCodes.WindowOrder,
                $"起止时间颠倒：{range.To}在{range.From}之前。",
                $"The span ends before it begins: {range.To} is before {range.From}.",
                [text.Clause(range.Start, range.End)]);
    }

    private static NoticeFinding Impossible(NoticeText text, NoticeDate day, int start, int end) =>
        new(NoticeCodes.ImpossibleDate, $"{day}不存在。", $"There is no such day: {day}.", [text.Clause(start, end)]);

    /// <summary>Without a year nobody knows the day of the week.</summary>
    private static NoticeFinding? Weekday(NoticeText text, NoticeWeekday said)
    {
        if (said.Date.DayOfWeek is not { } actual || actual == said.Said) return null;
        return new(NoticeCodes.Weekday,
            $"日期与星期不符：{said.Date}是星期{WeekdayNames[(int)actual]}，此处写为星期{WeekdayNames[(int)said.Said]}。",
            $"Date and day of the week differ: {said.Date} is a {actual}, not a {said.Said}.",
            [text.Passage(said.DateStart, said.DateEnd), text.Passage(said.Start, said.End)]);
    }
}
