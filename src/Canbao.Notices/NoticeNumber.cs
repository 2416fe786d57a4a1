using System.Globalization;

namespace Canbao.Notices;

/// <summary>Numbers as notices write them: 12 or 十二.</summary>
internal static class NoticeNumber
{
    public const string Numerals = "一二三四五六七八九";

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

    private static int Digit(char c) => c == '两' ? 2 : Numerals.IndexOf(c) + 1;
}
