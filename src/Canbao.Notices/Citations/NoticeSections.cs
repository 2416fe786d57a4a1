using System.Text.RegularExpressions;
using Canbao.Documents;

namespace Canbao.Notices.Citations;

/// <summary>
/// The sections of a notice as it numbers them: 一、 at the beginning of a line, inside it （一） or （1）, inside that 1. and again （1）, and
/// headings without a number, which are cited by their words. A section ends where the next one of its level begins.
/// </summary>
internal sealed partial class NoticeSections
{
    private const string Numerals = "一二三四五六七八九";

    private readonly string _text;
    private readonly List<(int Start, int Number, string Title)> _headings = [];

    /// <param name="text">The notice.</param>
    /// <param name="cited">The sections that a policy cites: a line that is one of them, or else begins with one, is a heading.</param>
    public NoticeSections(string text, IEnumerable<string> cited)
    {
        _text = text;
        var lines = Line().Matches(text).Select(line => (line.Index, line.Value, Folded: FoldedText.Fold(line.Value))).ToArray();
        var titles = cited.Where(c => !Reference().IsMatch(c)).Select(FoldedText.Fold).Where(t => t.Length > 0).Distinct().ToArray();
        var last = 0;
        foreach (var (index, line, folded) in lines)
        {
            var top = TopHeading().Match(line);
            // A line that happens to begin with 一、二级 is no heading: the numbers of headings rise.
            if (top.Success && NumberOf(top.Groups[1].Value) is var number && number > last)
            {
                last = number;
                _headings.Add((index, number, FoldedText.Fold(top.Groups[2].Value)));
            }
            else if (Array.Find(titles, t => t == folded || (folded.StartsWith(t, StringComparison.Ordinal) && lines.All(l => l.Folded != t)))
                is { } title) _headings.Add((index, 0, title));
        }
    }

    /// <summary>The lines of the headings that have no other above them.</summary>
    public IEnumerable<string> Headings => _headings.Select(h => LineAt(h.Start));

    /// <summary>The heading under which a place stands, or words for the beginning of the notice, which has none.</summary>
    public string HeadingAt(int place) =>
        _headings.FindLast(h => h.Start <= place) is { Title: not null } heading ? LineAt(heading.Start) : "(before the first heading)";

    /// <summary>The text of a section, its heading included; null if there is none.</summary>
    public string? Find(string section)
    {
        var reference = Reference().Match(section);
        var index = reference.Success
            ? _headings.FindIndex(h => h.Number > 0 && h.Number == NumberOf(reference.Groups["top"].Value))
            : _headings.FindIndex(h => h.Title == FoldedText.Fold(section));
        if (index < 0) return null;
        var start = _headings[index].Start;
        string? text = _text[start..(index + 1 < _headings.Count ? _headings[index + 1].Start : _text.Length)];
        foreach (Capture level in reference.Groups["level"].Captures) text = text is null ? null : Part(text, level.Value);
        return text;
    }

    /// <summary>The part of a text that a mark begins: the first mark at the beginning of a line or, without one, the first inside a line.</summary>
    private static string? Part(string text, string level)
    {
        var name = level.Trim('（', '）', '(', ')');
        var marks = (char.IsAsciiDigit(level[0]) ? NumberMark() : char.IsAsciiDigit(name[0]) ? DigitMark() : NumeralMark()).Matches(text).ToList();
        var atLines = marks.FindAll(m => BeginsLine(text, m.Index));
        foreach (var siblings in new[] { atLines, marks })
        {
            var index = siblings.FindIndex(m => m.Groups[1].Value == name);
            if (index < 0) continue;
            return index + 1 < siblings.Count ? text[siblings[index].Index..siblings[index + 1].Index] : text[siblings[index].Index..];
        }
        return null;
    }

    private static bool BeginsLine(string text, int place)
    {
        var line = text.LastIndexOf('\n', Math.Max(0, place - 1), Math.Max(0, place)) + 1;
        return Bookmark().Replace(text[line..place], "").Trim().Length == 0;
    }

    private string LineAt(int start) => _text[start..(_text.IndexOf('\n', start) is >= 0 and var end ? end : _text.Length)].Trim();

    private static int NumberOf(string numeral)
    {
        var ten = numeral.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0) return Numerals.IndexOf(numeral[^1], StringComparison.Ordinal) + 1;
        var tens = ten == 0 ? 1 : Numerals.IndexOf(numeral[ten - 1], StringComparison.Ordinal) + 1;
        return tens * 10 + (ten + 1 < numeral.Length ? Numerals.IndexOf(numeral[ten + 1], StringComparison.Ordinal) + 1 : 0);
    }

    [GeneratedRegex(@"^(?<top>[一二三四五六七八九十]{1,3})(?<level>[（(](?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)]|[0-9]{1,2})*$")]
    private static partial Regex Reference();

    [GeneratedRegex(@"[^\r\n]+")]
    private static partial Regex Line();

    [GeneratedRegex(@"^\s*([一二三四五六七八九十]{1,3})\s*、(.*)$")]
    private static partial Regex TopHeading();

    [GeneratedRegex(@"[（(]\s*([一二三四五六七八九十]{1,3})\s*[）)]")]
    private static partial Regex NumeralMark();

    [GeneratedRegex(@"[（(]\s*([0-9]{1,2})\s*[）)]")]
    private static partial Regex DigitMark();

    [GeneratedRegex(@"(?<![0-9.．])([0-9]{1,2})\s*[.．、](?![0-9])")]
    private static partial Regex NumberMark();

    [GeneratedRegex(@"^\s*\[[^\[\]]*\]")]
    private static partial Regex Bookmark();
}
