using System.Globalization;
using System.Text.RegularExpressions;

namespace Canbao.Notices;

/// <summary>Amounts as notices write them: 400, 1,080.5, 0.04万 or 四百; the pieces of which patterns are made.</summary>
internal static partial class NoticeAmount
{
    /// <summary>A figure without its unit. The tail of 1,020元 is no amount.</summary>
    public const string Value = @"(?:(?<![\d.])(?<!\d,)(?<n>\d{1,3}(?:,\d{3}){1,2}(?!\d)|\d{1,7})(?:\.(?<f>\d{1,6}))?(?<w>万)?"
        + "|(?<![一二三四五六七八九十百千])(?<n>[一二三四五六七八九十百千两零〇]{2,9})(?<w>万)?(?=元))";

    public const string Tier = "(?<tier>[一二三四]档|[高中低]档次?)";

    private const int TenThousand = 10_000, FractionDigits = 6, FenPerYuan = 100;

    /// <summary>In fen. What is less than a fen is no amount of a notice and is dropped.</summary>
    public static long ValueOf(Match match) => Of(match.Groups["n"].Value, match.Groups["f"].Value, match.Groups["w"].Success);

    public static long Of(string whole, string fraction, bool inTenThousands)
    {
        var yuan = char.IsAsciiDigit(whole[0]) ? long.Parse(whole.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)
            : NoticeNumber.Spelled(whole);
        var millionths = fraction.Length == 0 ? 0 : long.Parse(fraction.PadRight(FractionDigits, '0'), CultureInfo.InvariantCulture);
        var scale = inTenThousands ? TenThousand : 1;
        return yuan * scale * FenPerYuan + millionths * scale / (1_000_000 / FenPerYuan);
    }

    /// <summary>高档次 and 高档 are the same tier.</summary>
    public static string TierOf(Match match) => match.Groups["tier"] is { Success: true, Value: var tier } ? tier[..2] : "";

    /// <summary>The last tier that some words name.</summary>
    public static string TiersIn(string words) => TierPattern().Matches(words) is { Count: > 0 } found ? TierOf(found[^1]) : "";

    [GeneratedRegex(Tier)]
    private static partial Regex TierPattern();
}
