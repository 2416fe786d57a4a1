using System.Text;
using System.Text.RegularExpressions;

namespace Canbao.Notices;

/// <summary>
/// A notice as the checks read it: without the stray spaces of a scan, with half-width punctuation, one line feed between paragraphs and
/// one tab between the cells of a table row. Every folded character knows where it stands in the notice.
/// </summary>
public sealed partial class NoticeText
{
    /// <summary>More is no notice. A caller refuses it.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>A paragraph that a program broke into lines has lines at least this long.</summary>
    private const int WrappedLength = 20;

    private const int MaxHeading = 30;

    /// <summary>How far a passage reaches to either side of what was found in it.</summary>
    private const int Context = 60;

    private readonly string original;
    private readonly int[] offsets;
    private readonly int[] lineStarts;
    private readonly List<int> lineIndex;

    private NoticeText(string original, string folded, int[] offsets, int[] paragraphs)
    {
        (this.original, this.offsets, Folded, LineStarts) = (original, offsets, folded, paragraphs);
        lineIndex = [.. paragraphs];
        lineStarts = [.. NoticeLines.Of(original).Select(line => line.Start)];
    }

    /// <summary>What the patterns are matched against.</summary>
    public string Folded { get; }

    /// <summary>Where each line of the notice that holds something begins in <see cref="Folded"/>.</summary>
    public IReadOnlyList<int> LineStarts { get; }

    public static NoticeText Read(string notice)
    {
        var folded = new StringBuilder(notice.Length);
        var offsets = new List<int>(notice.Length);
        var starts = new List<int>();
        string? previous = null;
        var lines = NoticeLines.Of(notice);
        foreach (var ((start, _), line) in lines.Zip(TableLayout.Of(lines.Select(l => notice[l.Start..l.End]))))
        {
            var cells = new FoldedLine(line);
            if (cells.Text.Length == 0) continue;
            if (previous is not null && !Continues(previous, cells.Text))
            {
                folded.Append('\n');
                offsets.Add(start - 1);
            }
            starts.Add(folded.Length);
            folded.Append(cells.Text);
            foreach (var offset in cells.Offsets) offsets.Add(start + offset);
            previous = cells.Text;
        }
        return new(notice, folded.ToString(), [.. offsets], [.. starts]);
    }

    /// <summary>From one folded character to before another, as the notice has it.</summary>
    public NoticePassage Passage(int start, int end)
    {
        var (first, last) = (offsets[start], offsets[end - 1]);
        return new(LineOf(first), LineOf(last), original[first..(last + 1)]);
    }

    /// <summary>The same with the words around it, up to the next punctuation mark.</summary>
    public NoticePassage Clause(int start, int end)
    {
        var first = BreakBefore(start, ",。;\n\t", Context);
        var last = end;
        while (last < Folded.Length && last < end + Context && !",。;\n\t".Contains(Folded[last])) last++;
        return Passage(first, last);
    }

    /// <summary>The heading above the line of a place, or nothing: a heading is short and is no sentence.</summary>
    internal string HeadingAbove(int at)
    {
        var line = LineAt(at);
        if (line <= 0) return "";
        var heading = Folded[LineStarts[line - 1]..LineStarts[line]].TrimEnd('\n');
        return heading.Length <= MaxHeading && !heading.AsSpan().ContainsAny("。;,\t") ? heading : "";
    }

    /// <summary>The number of the folded line that a place stands in.</summary>
    internal int LineAt(int at)
    {
        var found = lineIndex.BinarySearch(at);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>Nothing stands between a folded character and the next one in the notice.</summary>
    internal bool IsJoined(int at) => at + 1 < offsets.Length && offsets[at + 1] == offsets[at] + 1;

    /// <summary>What stands before a place in the same sentence, at most the given number of characters.</summary>
    internal string SentenceBefore(int at, int limit) => Folded[BreakBefore(at, "。;\n\t", limit)..at];

    /// <summary>The place after the last of some marks before a place; or so many characters before it.</summary>
    internal int BreakBefore(int at, string marks, int limit)
    {
        var first = Math.Max(0, at - limit);
        return first + Folded.AsSpan(first, at - first).LastIndexOfAny(marks) + 1;
    }

    /// <summary>The next of some marks, or the end.</summary>
    internal int BreakAfter(int at, string marks) => Folded.AsSpan(at).IndexOfAny(marks) is >= 0 and var found ? at + found : Folded.Length;

    /// <summary>The line goes on in the next one. Cells that stand under each other do not, however long a name among them is.</summary>
    private static bool Continues(string line, string next)
    {
        if (line.Contains('\t') || next.Contains('\t') || Amounts().IsMatch(next) || SectionCheck.IsHeading(next)) return false;
        return line[^1] is '、' or '(' || (line.Length >= WrappedLength && !"。;:!?".Contains(line[^1]));
    }

    private int LineOf(int offset)
    {
        var found = Array.BinarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : ~found;
    }

    [GeneratedRegex(@"^(?:\d{1,7}(?:\.\d{1,2})?元?){1,4}$")]
    private static partial Regex Amounts();
}
