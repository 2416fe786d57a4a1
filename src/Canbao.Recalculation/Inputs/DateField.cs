using System.Text;
using Canbao.Policies;

namespace Canbao.Recalculation.Inputs;

/// <summary>
/// A date as files have it: 2025-03-15 and 20250315; also 2025/3/15, 2025.3.15, 2025-3-15 and 2025年3月15日, in which the year comes
/// first and has four digits; each of them with the time of a day behind it, without a zone. Anything else could be read in two ways,
/// and is no date.
/// </summary>
public static class DateField
{
    /// <summary>Stands for what is no date; no day has this number.</summary>
    public const uint NoDate = 1;

    /// <summary>What a date must look like, for messages.</summary>
    public const string Allowed = "a calendar day from 1900 to 2199 such as 2025-03-15 or 20250315, 2025/3/15, 2025年3月15日";

    // All of 2025年03月15日 00:00:00.000 in full-width signs, and spaces.
    private const int LongestText = 96;

    /// <summary>The day as yyyymmdd; 0 where there is nothing, <see cref="NoDate"/> where there is something else.</summary>
    public static uint Parse(ReadOnlySpan<byte> field)
    {
        var text = field.Trim((byte)' ');
        if (text.Length == 10 && text[4] == '-' && text[7] == '-') return Day(Digits(text[..4]), Digits(text[5..7]), Digits(text[8..]));
        if (text.Length == 8 && Digits(text) is >= 0 and var date) return Day(date / 10_000, date / 100 % 100, date % 100);
        if (text.IsEmpty) return 0;
        if (text.Length > LongestText) return NoDate;
        return Ascii.IsValid(text) ? ParseAscii(text) : ParseWide(FieldText.Plain(Encoding.UTF8.GetString(text)));
    }

    private static uint ParseAscii(ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny((byte)' ', (byte)'T') is >= 0 and var day) return day > 0 && IsTime(text[(day + 1)..]) ? Parse(text[..day]) : NoDate;
        if (text.Length < 8 || text[4] is not ((byte)'-' or (byte)'/' or (byte)'.')) return NoDate;
        var rest = text[5..];
        var separator = rest.IndexOf(text[4]);
        return separator < 0 ? NoDate : Day(Digits(text[..4]), OneOrTwo(rest[..separator]), OneOrTwo(rest[(separator + 1)..]));
    }

    /// <summary>Full-width signs have become half-width ones, and spaces around are gone.</summary>
    private static uint ParseWide(string text)
    {
        var (year, month, day) = (text.IndexOf('年'), text.IndexOf('月'), text.IndexOf('日'));
        if (year < 0) return Ascii.IsValid(text) ? Parse(Encoding.ASCII.GetBytes(text)) : NoDate;
        if (year != 4 || month < year || day < month) return NoDate;
        if (day + 1 < text.Length && !IsTime(Encoding.UTF8.GetBytes(text[(day + 1)..].TrimStart()))) return NoDate;
        var bytes = Encoding.UTF8.GetBytes($"{text[..year]}-{text[(year + 1)..month]}-{text[(month + 1)..day]}");
        return bytes.AsSpan().Count((byte)'-') == 2 ? ParseAscii(bytes) : NoDate;
    }

    /// <summary>Such as 8:30, 08:30:00 or 08:30:00.123.</summary>
    private static bool IsTime(ReadOnlySpan<byte> text)
    {
        var colon = text.IndexOf((byte)':');
        if (colon is not (1 or 2) || text.Length < colon + 3 || OneOrTwo(text[..colon]) is < 0 or > 23) return false;
        if (Digits(text.Slice(colon + 1, 2)) is < 0 or > 59) return false;
        var seconds = text[(colon + 3)..];
        if (seconds.IsEmpty) return true;
        if (seconds.Length < 3 || seconds[0] != ':' || Digits(seconds.Slice(1, 2)) is < 0 or > 59) return false;
        var fraction = seconds[3..];
        return fraction.IsEmpty || (fraction[0] == '.' && fraction.Length is >= 2 and <= 8 && Digits(fraction[1..]) >= 0);
    }

    private static int OneOrTwo(ReadOnlySpan<byte> digits) => digits.Length is 1 or 2 ? Digits(digits) : -1;

    /// <summary>Negative if something else than digits stands there.</summary>
    private static int Digits(ReadOnlySpan<byte> text)
    {
        var value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit((char)digit)) return -1;
            value = value * 10 + digit - '0';
        }
        return value;
    }

    private static uint Day(int year, int month, int day)
    {
        if (year < 0 || month is < 0 or > 12 || day is < 0 or > 31) return NoDate;
        var date = (uint)(year * 10_000 + month * 100 + day);
        return WireDate.TryParse(date, out _) ? date : NoDate;
    }
}
