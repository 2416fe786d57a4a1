using System.Globalization;

namespace Canbao.Notices;

/// <summary>One line of a notice, folded: blanks are gone, a tab stays between two cells, full-width forms are half-width.</summary>
internal sealed class FoldedLine
{
    public FoldedLine(string line)
    {
        var folded = new char[line.Length];
        var offsets = new int[line.Length];
        var (count, tab) = (0, -1);
        for (var i = 0; i < line.Length;)
        {
            if (IsBlank(line[i]))
            {
                if (line[i] == '\t' && count > 0 && tab < 0) tab = i;
                i++;
                continue;
            }
            var end = i;
            while (end < line.Length && !IsBlank(line[end])) end++;
            if (IsNoise(line.AsSpan(i, end - i)) && !(end == i + 1 && count > 0 && NoticeNumber.Numerals.Contains(folded[count - 1])))
            {
                i = end;
                continue;
            }
            // A tab takes the place of one character that was left out, so the arrays suffice.
            if (tab >= 0) (folded[count], offsets[count++], tab) = ('\t', tab, -1);
            for (; i < end; i++) (folded[count], offsets[count++]) = (Fold(line[i]), i);
        }
        (Text, Offsets) = (new(folded, 0, count), new(offsets, 0, count));
    }

    public string Text { get; }

    public ArraySegment<int> Offsets { get; }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c == '\0' || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control;

    /// <summary>A scanner reads the ornaments of a page number as circles: 〇〇〇 or 60°°. One alone may be the nought of 二 〇 二 五.</summary>
    private static bool IsNoise(ReadOnlySpan<char> word) =>
        word.ContainsAny('〇', '°', '○') && word.IndexOfAnyExcept("〇°○0123456789") < 0;

    private static char Fold(char c) => c switch
    {
        '～' or '〜' or '~' or '–' or '—' or '―' or '−' or '‐' or '－' or '─' => '-',
        '•' or '・' or '∙' or '●' => '·',
        '“' or '”' or '「' or '」' or '『' or '』' => '"',
        '【' or '［' => '[',
        '】' or '］' => ']',
        '｡' => '。',
        >= '！' and <= '～' => (char)(c - 0xFEE0),
        _ => c,
    };
}
