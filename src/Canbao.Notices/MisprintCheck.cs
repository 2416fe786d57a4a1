using System.Text.RegularExpressions;

namespace Canbao.Notices;

/// <summary>末 where 未 must be meant: 在集中缴费期末参保的. The two look alike, and the sentence says the opposite.</summary>
internal static partial class MisprintCheck
{
    public static IEnumerable<NoticeFinding> Find(NoticeText text) =>
        from Match match in EndForNot().Matches(text.Folded)
        select new NoticeFinding(NoticeCodes.Misprint,
            $"“{match.Value}”疑为“未{match.Value[1..]}”之误。",
            $"“{match.Value}” (at the end) is probably a misprint for “未{match.Value[1..]}” (not).",
            [text.Clause(match.Index, match.Index + match.Length)]);

    // 年末参保人数 is what it says.
    [GeneratedRegex("(?<![年月周季])末(?:参保|缴费|参加|享受|办理|按时)(?![率人])")]
    private static partial Regex EndForNot();
}
