using System.Text.RegularExpressions;

namespace Canbao.Notices;

/// <summary>Numbers of headings that leave one out, or say one twice: 一、二、四.</summary>
internal static partial class SectionCheck
{
    private const int ShownLength = 30;

    private sealed record Heading(int Level, int Number, int Start);

    /// <summary>A line that begins like a heading, of any level.</summary>
    public static bool IsHeading(string line) => Major().IsMatch(line) || Minor().IsMatch(line) || Point().IsMatch(line) || Odd().IsMatch(line);

    public static IEnumerable<NoticeFinding> Find(NoticeText text)
    {
        var last = new Heading?[4];
        Heading? odd = null;
        for (var i = 0; i < text.LineStarts.Count; i++)
        {
            var (start, end) = (text.LineStarts[i], i + 1 < text.LineStarts.Count ? text.LineStarts[i + 1] : text.Folded.Length);
            var line = text.Folded[start..Math.Min(end, start + ShownLength)].TrimEnd('\n');
            if (Odd().Match(line) is { Success: true } other) odd = new(2, NoticeNumber.Parse(other.Groups["n"].Value), start);
            if (Read(line, start) is not { } heading) continue;
            if (last[heading.Level] is { } previous && heading.Number != 1 && heading.Number != previous.Number + 1)
                yield return Finding(text, previous, heading, heading.Level == 2 && odd is { } o && o.Start > previous.Start
                    && (previous.Number + 1, heading.Number) == (o.Number, o.Number + 1) ? odd : null);
            last[heading.Level] = heading;
            for (var level = heading.Level + 1; level < last.Length; level++) last[level] = null;
            if (heading.Level < 3) odd = null;
        }
    }

    private static Heading? Read(string line, int start)
    {
        Match match;
        var level = (match = Major().Match(line)).Success ? 1 : (match = Minor().Match(line)).Success ? 2 : (match = Point().Match(line)).Success ? 3 : 0;
        var number = level == 0 ? 0 : NoticeNumber.Parse(match.Groups["n"].Value);
        return number == 0 ? null : new(level, number, start);
    }

    private static NoticeFinding Finding(NoticeText text, Heading previous, Heading next, Heading? odd)
    {
        if (odd is not null)
            return new(NoticeCodes.SectionNumbers,
                $"标题编号写法不一：第{previous.Number}与第{next.Number}之间的编号用了阿拉伯数字“({odd.Number})”。",
                $"The number between {previous.Number} and {next.Number} is written in another way than theirs: ({odd.Number}).",
                [Line(text, previous), Line(text, odd), Line(text, next)]);
        return new(NoticeCodes.SectionNumbers,
            $"标题编号不连续：第{previous.Number}之后是第{next.Number}。",
            $"The numbers of the headings are not in order: {previous.Number} is followed by {next.Number}.",
            [Line(text, previous), Line(text, next)]);
    }

    private static NoticePassage Line(NoticeText text, Heading heading) =>
        text.Passage(heading.Start, Math.Min(text.BreakAfter(heading.Start, "。;,\n\t"), heading.Start + ShownLength));

    // 三、四级 at the beginning of a broken line is no heading.
    [GeneratedRegex(@"^(?:\[[^\]]{0,30}\])?(?<n>[一二三四五六七八九十]{1,3})、(?![一二三四五六七八九十])")]
    private static partial Regex Major();

    [GeneratedRegex(@"^(?:\[[^\]]{0,30}\])?\((?<n>[一二三四五六七八九十]{1,3})\)")]
    private static partial Regex Minor();

    [GeneratedRegex(@"^(?<n>\d{1,2})[.、](?![\d、])(?!\d级)(?=[一-龥""(])")]
    private static partial Regex Point();

    [GeneratedRegex(@"^\((?<n>\d{1,2})\)")]
    private static partial Regex Odd();
}
