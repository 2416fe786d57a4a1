using System.Globalization;
using System.Text;
using Canbao.Recalculation.Inputs;

namespace Canbao.Recalculation.Settlement;

/// <summary>
/// By what ids are compared: one person's number is one number, however it was typed. Full-width signs count as half-width ones; spaces around, invisible
/// signs and the apostrophe with which spreadsheets mark a text are gone. In an identity number (15 digits, or 17 and a check digit) spaces are gone too,
/// and a small x is an X. What is written is the id as it came.
/// </summary>
internal static class IdKey
{
    private const int OldLength = 15, NewLength = 18;

    /// <summary>Whether an id is its own key, as most are.</summary>
    public static bool IsOwn(ReadOnlySpan<byte> id) =>
        id.IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0 && !id.StartsWith("'"u8) && !id.StartsWith("`"u8)
        && !(id.Length == NewLength && id[^1] == 'x');

    /// <summary>In UTF-8; the id itself if nothing would be left of it.</summary>
    public static byte[] Of(ReadOnlySpan<byte> id)
    {
        if (IsOwn(id)) return id.ToArray();
        var visible = string.Concat(FieldText.Plain(Encoding.UTF8.GetString(id)).EnumerateRunes().Where(IsVisible));
        var text = visible.Trim().TrimStart('\'', '`', '‘', '’').Trim();
        var number = string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        var key = IsIdentityNumber(number) ? number : text;
        return key.Length > 0 ? Encoding.UTF8.GetBytes(key) : id.ToArray();
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control);

    private static bool IsIdentityNumber(string text) => text.Length switch
    {
        OldLength => text.All(char.IsAsciiDigit),
        NewLength => text[..^1].All(char.IsAsciiDigit) && (char.IsAsciiDigit(text[^1]) || text[^1] == 'X'),
        _ => false,
    };
}
