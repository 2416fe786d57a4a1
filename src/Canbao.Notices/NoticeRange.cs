using System.Text.RegularExpressions;
using Canbao.Policies;

namespace Canbao.Notices;

/// <summary>From a day to a day, as a notice writes it. A year that is left out is the other day's, or the next where the days ask for it.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="YearsWritten">The notice names both years, so that nothing about them was guessed.</param>
internal sealed partial record NoticeRange(NoticeDate From, NoticeDate To, bool YearsWritten, int Start, int End)
{
    private const string
        First = @"(?<!\d)(?:(?<y1>\d{4}|[当本])年[的度]?)?(?<m1>\d{1,2})月(?<d1>\d{1,2})[日号]",
        Last = @"(?:(?<y2>\d{4}|[当本同次翌])年[的度]?)?(?:(?<m2>\d{1,2})月)?(?:(?<d2>\d{1,2})[日号]|(?<=月)[底末])",
        Between = @"(?:起|开始)?,?(?:-{1,2}|[至到]|截至|截止到?|延续到|持续到)";

    public static IEnumerable<NoticeRange> All(NoticeText text) => from Match match in Pattern().Matches(text.Folded) select Of(match);

    public bool SameAs(NoticeRange other) => From.SameAs(other.From) && To.SameAs(other.To);

    /// <summary>As the notice means it, with the years that were left out.</summary>
    public string Shown(string to) => $"{From}{to}{To}";

    private static NoticeRange Of(Match match)
    {
        var (m1, d1) = (Number(match, "m1")!.Value, Number(match, "d1")!.Value);
        var m2 = Number(match, "m2") ?? m1;
        var d2 = Number(match, "d2") ?? NoticeDate.LastDay;
        var (y1, y2) = (Number(match, "y1"), Number(match, "y2"));
        var said = match.Groups["y2"].Value;
        var written = y1 is not null && (y2 is not null || said is "当" or "本" or "同");
        var turns = (m2, d2).CompareTo((m1, d1)) < 0;
        if (y1 is null && y2 is { } last) y1 = turns ? last - 1 : last;
        y2 ??= said is "次" or "翌" || (said.Length == 0 && turns) ? y1 + 1 : y1;
        return new(new(y1, m1, d1), new(y2, m2, d2), written, match.Index, match.Index + match.Length);
    }

    private static int? Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found && char.IsAsciiDigit(found.Value[0]) ? NoticeNumber.Parse(found.Value) : null;

    [GeneratedRegex(First + Between + Last)]
    private static partial Regex Pattern();
}
