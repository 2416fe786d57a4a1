using System.Text;
using Canbao.Policies;

namespace Canbao.Cli.Recalculation.Inputs;

/// <summary>
/// A date as files have it: 2025-03-15 and 20250315; also 2025/3/15, 2025.3.15, 2025-3-15 and 2025年3月15日, in which the year comes
/// first and has four digits. Anything else could be read in two ways, and is no date.
/// </summary>
public static class DateField
{
    /// <summary>Stands for what is no date; no day has this number.</summary>
    public const uint NoDate = 1;

    /// <summary>What a date must look like, for messages.</summary>
    public const string Allowed = "a calendar day from 1900 to 2199 such as 2025-03-15 or 20250315, 2025/3/15, 2025年3月15日";

    private const string Separators = "-/.";

    // All of 2025年03月15日 in full-width signs, and spaces.
    private const int LongestText = 64;

    /// <summary>The day as yyyymmdd; 0 where there is nothing, <see cref="NoDate"/> where there is something else.</summary>
    public static uint Parse(ReadOnlySpan<byte> field)
    {
        var text = field.Trim((byte)' ');
        if (text.IsEmpty) return 0;
        if (text.Length == 10 && text[4] == '-' && text[7] == '-') return Day(Digits(text[..4]), Digits(text[5..7]), Digits(text[8..]));
        if (text.Length == 8 && Digits(text) is >= 0 and var date) return Day(date / 10_000, date / 100 % 100, date % 100);
        return text.Length <= LongestText ? ParseText(FieldText.Plain(Encoding.UTF8.GetString(text))) : NoDate;
    }

    private static uint ParseText(string text)
    {
        if (text.Length == 0) return 0;
        if (text.Length == 8 && text.All(char.IsAsciiDigit)) return Parse(Encoding.ASCII.GetBytes(text));
        if (text.Length < 8 || text[..4].Any(c => !char.IsAsciiDigit(c))) return NoDate;
        var separator = text[4];
        string[] parts = separator == '年' && text[^1] == '日' ? text[..^1].Split('年', '月') : text.Split(separator);
        var isWritten = separator == '年' ? text.IndexOf('月') > 4 : Separators.Contains(separator);
        return isWritten && parts.Length == 3 ? Day(Number(parts[0]), Number(parts[1]), Number(parts[2])) : NoDate;
    }

    private static int Number(string digits) => digits.Length is 1 or 2 or 4 ? Digits(Encoding.UTF8.GetBytes(digits)) : -1;

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
