using System.Buffers;
using System.Text;

namespace Canbao.Recalculation.Inputs;

/// <summary>
/// Finds out how a text is encoded from its beginning. The same beginning gives the same answer; where it fits several encodings
/// there is none, because a wrong one would turn names into other names.
/// </summary>
internal static class EncodingGuess
{
    /// <summary>How much of a text is looked at, at the most.</summary>
    public const int Bytes = 1 << 20;

    private const string SayWhich = "; say which it is with --encoding utf-8 or --encoding gb18030";

    private static readonly byte[] Utf8Mark = [0xEF, 0xBB, 0xBF], Gb18030Mark = [0x84, 0x31, 0x95, 0x33];

    private static readonly byte[] Utf16Mark = [0xFF, 0xFE], Utf16BigEndianMark = [0xFE, 0xFF];

    /// <summary>UTF-8 or GB18030. Throws if it is neither, or another one than was asked for.</summary>
    public static TextEncoding Of(ReadOnlySpan<byte> beginning, TextEncoding asked)
    {
        RefuseWhatIsNoCsv(beginning);
        if (MarkedAs(beginning) is not { } marked) return asked == TextEncoding.Auto ? Guess(beginning) : asked;
        if (asked != TextEncoding.Auto && asked != marked)
            throw new InvalidDataException($"the text begins with the mark of {TextEncodings.Name(marked)}, but --encoding says {TextEncodings.Name(asked)}");
        return marked;
    }

    /// <summary>How long the byte order mark is at the beginning.</summary>
    public static int MarkLength(ReadOnlySpan<byte> beginning) =>
        beginning.StartsWith(Utf8Mark) ? Utf8Mark.Length : beginning.StartsWith(Gb18030Mark) ? Gb18030Mark.Length
        : HasUtf16Mark(beginning) ? Utf16Mark.Length : 0;

    /// <summary>Whether the higher byte comes first in UTF-16.</summary>
    public static bool IsBigEndian(ReadOnlySpan<byte> beginning) =>
        beginning.StartsWith(Utf16BigEndianMark) || (!beginning.StartsWith(Utf16Mark) && beginning.Length > 1 && beginning[0] == 0 && beginning[1] != 0);

    private static TextEncoding? MarkedAs(ReadOnlySpan<byte> beginning) =>
        beginning.StartsWith(Utf8Mark) ? TextEncoding.Utf8 : beginning.StartsWith(Gb18030Mark) ? TextEncoding.Gb18030
        : HasUtf16Mark(beginning) || LooksLikeUtf16(beginning) ? TextEncoding.Utf16 : null;

    private static bool HasUtf16Mark(ReadOnlySpan<byte> beginning) => beginning.StartsWith(Utf16Mark) || beginning.StartsWith(Utf16BigEndianMark);

    /// <summary>Two letters or digits with a zero before or behind each.</summary>
    private static bool LooksLikeUtf16(ReadOnlySpan<byte> beginning) => beginning.Length >= 4
        && ((beginning[0] == 0 && beginning[2] == 0 && beginning[1] != 0 && beginning[3] != 0)
            || (beginning[1] == 0 && beginning[3] == 0 && beginning[0] != 0 && beginning[2] != 0));

    private static void RefuseWhatIsNoCsv(ReadOnlySpan<byte> beginning)
    {
        if (!HasUtf16Mark(beginning) && !LooksLikeUtf16(beginning) && beginning[..Math.Min(4, beginning.Length)].Contains((byte)0))
            throw new InvalidDataException("there are zeros where text is expected; save the sheet as CSV in UTF-8 (\"CSV UTF-8\")");
        if (beginning.StartsWith("PK\u0003\u0004"u8) || beginning.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            throw new InvalidDataException("this is a workbook or an archive; save the sheet as CSV in UTF-8 (\"CSV UTF-8\")");
    }

    /// <summary>
    /// Chinese takes three bytes in UTF-8, and Chinese of GB18030 hardly ever looks so, while many of its characters look like two bytes of
    /// UTF-8. One damaged byte decides nothing: the majority does.
    /// </summary>
    private static TextEncoding Guess(ReadOnlySpan<byte> beginning)
    {
        var (longer, pairs, bad) = CountUtf8(beginning);
        if (bad == 0 && (longer > 0 || pairs == 0) || longer > bad + pairs) return TextEncoding.Utf8;
        var (characters, noCharacters) = CountGb18030(beginning);
        if (longer <= bad && bad > 0 && characters > noCharacters) return TextEncoding.Gb18030;
        throw new InvalidDataException($"the text may be UTF-8 or GB18030 or neither{SayWhich}");
    }

    /// <summary>Characters of three and more bytes, characters of two, and places where there is none. The cut at the end is no place.</summary>
    private static (int Longer, int Pairs, int Bad) CountUtf8(ReadOnlySpan<byte> text)
    {
        var (longer, pairs, bad) = (0, 0, 0);
        while (NextBeyondAscii(ref text))
        {
            var status = Rune.DecodeFromUtf8(text, out _, out var length);
            if (status == OperationStatus.NeedMoreData && text.Length < 4) break;
            if (status != OperationStatus.Done) bad++;
            else if (length > 2) longer++;
            else pairs++;
            text = text[length..];
        }
        return (longer, pairs, bad);
    }

    private static (int Characters, int Bad) CountGb18030(ReadOnlySpan<byte> text)
    {
        var (characters, bad) = (0, 0);
        while (NextBeyondAscii(ref text))
        {
            var rune = Gb18030.Read(text, out var length);
            if (rune == Gb18030.Incomplete) break;
            if (rune < 0) bad++;
            else characters++;
            text = text[length..];
        }
        return (characters, bad);
    }

    private static bool NextBeyondAscii(ref ReadOnlySpan<byte> text)
    {
        var at = text.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        if (at < 0) return false;
        text = text[at..];
        return true;
    }
}
