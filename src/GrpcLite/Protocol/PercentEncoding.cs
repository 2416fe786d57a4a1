using System.Buffers;
using System.Globalization;
using System.Text;

namespace GrpcLite.Protocol;

/// <summary>The encoding of <c>grpc-message</c>: UTF-8, where all but printable ASCII, and <c>%</c>, is escaped.</summary>
internal static class PercentEncoding
{
    /// <summary>A header is no place for a long text; peers refuse large header blocks as a whole.</summary>
    internal const int MaxLength = 1000;

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        string.Concat(Enumerable.Range(0x20, 0x7f - 0x20).Select(code => (char)code)).Replace("%", ""));

    internal static string Encode(string text)
    {
        if (text.Length <= MaxLength && !text.AsSpan().ContainsAnyExcept(Plain))
        {
            return text;
        }

        var encoded = new StringBuilder();
        Span<byte> utf8 = stackalloc byte[4];
        // EnumerateRunes turns a lone surrogate into U+FFFD, so that the result is always valid UTF-8.
        foreach (var rune in text.EnumerateRunes())
        {
            var escape = !(rune.IsBmp && Plain.Contains((char)rune.Value));
            if (encoded.Length + (escape ? 3 * rune.Utf8SequenceLength : 1) > MaxLength)
            {
                break;
            }

            Append(encoded, rune, escape, utf8);
        }

        return encoded.ToString();
    }

    internal static string Decode(string encoded)
    {
        if (!encoded.Contains('%'))
        {
            return encoded;
        }

        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(encoded.Length)];
        var length = 0;
        for (var at = 0; at < encoded.Length; at++)
        {
            if (encoded[at] == '%' && TryReadEscape(encoded, at, out var value))
            {
                bytes[length++] = value;
                at += 2;
            }
            else
            {
                length += Encoding.UTF8.GetBytes(encoded, at, 1, bytes, length);
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static void Append(StringBuilder encoded, Rune rune, bool escape, Span<byte> utf8)
    {
        if (!escape)
        {
            encoded.Append((char)rune.Value);
            return;
        }

        foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
        {
            encoded.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }
    }

    private static bool TryReadEscape(string encoded, int at, out byte value)
    {
        value = 0;
        return at + 2 < encoded.Length
            && byte.TryParse(encoded.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
