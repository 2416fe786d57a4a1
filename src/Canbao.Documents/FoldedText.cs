using System.Globalization;
using System.Text;

namespace Canbao.Documents;

/// <summary>
/// A text as quotations are compared: without whitespace and punctuation, full-width forms as half-width ones, so that line breaks,
/// the cells of a table and the typist's commas do not matter. Between two digits punctuation counts: 1—6 is not 16 and 9.5 is not 95.
/// Runs of 〇 that stand alone between spaces are stains of the scan.
/// </summary>
public sealed class FoldedText
{
    private const char Zero = '〇';

    private readonly int[] _origins;

    private FoldedText(string original, string text, int[] origins)
    {
        Original = original;
        Text = text;
        _origins = origins;
    }

    public string Original { get; }

    public string Text { get; }

    public static string Fold(string text) => Of(text).Text;

    public static FoldedText Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        var origins = new List<int>(text.Length);
        var between = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = HalfWidth(text[i]);
            if (c == Zero && StainLength(text, i) is > 1 and var stain)
            {
                i += stain - 1;
                continue;
            }
            if (!Counts(c))
            {
                if (!char.IsWhiteSpace(c)) between = between == '\0' && c == '.' ? '.' : '-';
                continue;
            }
            if (between != '\0' && char.IsAsciiDigit(c) && folded.Length > 0 && char.IsAsciiDigit(folded[^1])) Append(between, i);
            Append(char.ToLowerInvariant(c), i);
            between = '\0';
        }
        return new FoldedText(text, folded.ToString(), [.. origins]);

        void Append(char c, int origin)
        {
            folded.Append(c);
            origins.Add(origin);
        }
    }

    /// <summary>Where a place of the folded text stands in the original.</summary>
    public int OriginOf(int index) => index < _origins.Length ? _origins[index] : Original.Length;

    /// <summary>The original of a stretch of the folded text, in one line.</summary>
    public string Passage(int start, int length)
    {
        var from = OriginOf(start);
        var to = length == 0 ? from : OriginOf(start + length - 1) + 1;
        return string.Join(' ', Original[from..to].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool Counts(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '%' or '‰'
        || char.GetUnicodeCategory(c) == UnicodeCategory.LetterNumber;

    /// <summary>The text with full-width digits, letters and signs as half-width ones, and everything else as it is.</summary>
    public static string HalfWidth(string text) => string.Create(text.Length, text, (span, source) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = HalfWidth(source[i]);
    });

    private static char HalfWidth(char c) => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;

    /// <summary>How long the run of 〇 is that begins here; 0 unless it stands alone between spaces.</summary>
    private static int StainLength(string text, int start)
    {
        var end = start;
        while (end < text.Length && text[end] == Zero) end++;
        var alone = (start == 0 || char.IsWhiteSpace(text[start - 1])) && (end == text.Length || char.IsWhiteSpace(text[end]));
        return alone ? end - start : 0;
    }
}
