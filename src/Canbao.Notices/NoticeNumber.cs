using System.Globalization;

namespace Canbao.Notices;

/// <summary>Numbers as notices write them: 12, 十二, 四百二十, or the digits of 二〇二五.</summary>
internal static class NoticeNumber
{
    public const string Numerals = "一二三四五六七八九", Noughts = "〇○零0Oo";

    /// <summary>At most four digits, or Chinese below a hundred; the patterns let nothing else through. 0 for what is no number.</summary>
    public static int Parse(string text)
    {
        if (char.IsAsciiDigit(text[0])) return int.Parse(text, CultureInfo.InvariantCulture);
        var ten = text.IndexOf('十');
        if (ten < 0) return text.Length == 1 ? Digit(text[0]) : 0;
        var (tens, ones) = (text[..ten], text[(ten + 1)..]);
        if (tens.Length > 1 || ones.Length > 1) return 0;
        return (tens.Length == 0 ? 1 : Digit(tens[0])) * 10 + (ones.Length == 0 ? 0 : Digit(ones[0]));
    }

    /// <summary>Digit by digit: 二〇二五 is 2025, and so is 2025.</summary>
    public static int Digits(string text) =>
        text.Aggregate(0, (number, c) => number * 10 + (char.IsAsciiDigit(c) ? c - '0' : Noughts.Contains(c) ? 0 : Digit(c)));

    /// <summary>四百二十, 四百二 and 一千零八十; 0 for what is no number.</summary>
    public static int Spelled(string text)
    {
        var (sum, digit, unit) = (0, 0, 1);
        foreach (var c in text)
        {
            if (c is '零' or '〇') (digit, unit) = (0, 1);
            else if (Digit(c) is > 0 and var read)
            {
                if (digit > 0) return 0;
                digit = read;
            }
            else
            {
                unit = c switch { '十' => 10, '百' => 100, _ => 1000 };
                sum += Math.Max(digit, 1) * unit;
                digit = 0;
            }
        }
        return sum + digit * (unit > 10 ? unit / 10 : 1);
    }

    private static int Digit(char c) => c == '两' ? 2 : Numerals.IndexOf(c) + 1;
}
