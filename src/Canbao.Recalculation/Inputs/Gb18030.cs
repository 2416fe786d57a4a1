using System.Text;

namespace Canbao.Recalculation.Inputs;

/// <summary>
/// Reads characters of GB18030, of which GBK and GB2312 are parts. What is no character costs its first byte only, unless the second
/// is none of ASCII's either (as the WHATWG's Encoding Standard has it), so a comma, a quote or the end of a line is never swallowed.
/// </summary>
internal static class Gb18030
{
    /// <summary>Instead of a character: there is none here, or its end is missing.</summary>
    public const int Invalid = -1, Incomplete = -2;

    private const int Trails = 190, FirstBeyondBmp = 189_000, MaxRune = 0x10FFFF;

    private static readonly char[] Pairs = new char[126 * Trails], Fours = new char[4 * 12_600];

    static Gb18030()
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(""))!;
        for (var i = 0; i < Pairs.Length; i++) Pairs[i] = One(encoding, [(byte)(0x81 + i / Trails), (byte)(i % Trails + (i % Trails < 63 ? 0x40 : 0x41))]);
        for (var i = 0; i < Fours.Length; i++)
            Fours[i] = One(encoding, [(byte)(0x81 + i / 12_600), (byte)(0x30 + i / 1260 % 10), (byte)(0x81 + i / 10 % 126), (byte)(0x30 + i % 10)]);
    }

    /// <summary>The character at the beginning of some bytes, which are not empty, and how many of them it takes.</summary>
    public static int Read(ReadOnlySpan<byte> bytes, out int length)
    {
        var lead = bytes[0];
        length = 1;
        if (lead < 0x80) return lead;
        if (lead is 0x80 or 0xFF) return Invalid;
        if (bytes.Length == 1) return Incomplete;
        if (char.IsAsciiDigit((char)bytes[1])) return ReadFour(bytes, ref length);
        var trail = bytes[1];
        if (trail is >= 0x40 and not 0x7F and not 0xFF && Pairs[(lead - 0x81) * Trails + trail - (trail < 0x7F ? 0x40 : 0x41)] is not '\0' and var pair)
        {
            length = 2;
            return pair;
        }
        if (trail >= 0x80) length = 2;
        return Invalid;
    }

    private static int ReadFour(ReadOnlySpan<byte> bytes, ref int length)
    {
        if (bytes.Length > 2 && bytes[2] is < 0x81 or 0xFF) return Invalid;
        if (bytes.Length < 4) return Incomplete;
        if (!char.IsAsciiDigit((char)bytes[3])) return Invalid;
        var index = ((bytes[0] - 0x81) * 10 + bytes[1] - 0x30) * 1260 + (bytes[2] - 0x81) * 10 + bytes[3] - 0x30;
        var rune = index < Fours.Length ? Fours[index] : index - FirstBeyondBmp + 0x10000;
        if (rune == 0 || rune > MaxRune || (index >= Fours.Length && index < FirstBeyondBmp)) return Invalid;
        length = 4;
        return rune;
    }

    private static char One(Encoding encoding, byte[] bytes)
    {
        var text = encoding.GetString(bytes);
        return text.Length == 1 ? text[0] : '\0';
    }
}
