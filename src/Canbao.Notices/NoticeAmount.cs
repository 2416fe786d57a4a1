using System.Text.RegularExpressions;
using Canbao.Policies;

namespace Canbao.Notices;

/// <summary>Amounts as notices write them; the pieces of which the checks make their patterns.</summary>
internal static partial class NoticeAmount
{
    /// <summary>A figure without its unit. The tail of 1,020元 is no amount.</summary>
    public const string Figure = @"(?<!\d,)(?<![\d.])(?<n>\d{1,7}(?:\.\d{1,2})?)";

    public const string Tier = "(?<tier>[一二三四]档|[高中低]档次?)";

    /// <summary>What may stand between the name of an amount and its figure: 提高20元,达到每人每年400元 says 400.</summary>
    public const string Raised = @"(?<mid>[^。;\n\t%\d元]{0,12}(?:提高|增加|上调|上涨)了?\d{1,5}元[^。;\n\t%\d]{0,12}?"
        + @"|[^。;\n\t%\d元]{0,8}[由从]\d{1,5}元[^。;\n\t%\d]{0,16}?|[^。;\n\t%\d元]{0,16}?)" + Figure;

    public static long Fen(Match match, string group = "n") =>
        Yuan.TryParse(match.Groups[group].Value, out var fen) ? fen : throw new InvalidOperationException($"the pattern let {match.Value} through");

    /// <summary>高档次 and 高档 are the same tier.</summary>
    public static string TierOf(Match match) => match.Groups["tier"] is { Success: true, Value: var tier } ? tier[..2] : "";

    /// <summary>The figure is another one than its name says: a part, a rise, a help or a limit.</summary>
    public static bool IsOther(Match match) => Other().IsMatch(match.Groups["mid"].Value);

    [GeneratedRegex("档|其中|资助|补助|减免|优惠|中央|省级|市级|县级|不超过|最高|最低|比例|(?:提高|增加|上调|上涨)了?$")]
    private static partial Regex Other();
}
