using System.Text.RegularExpressions;
using Canbao.Policies;

namespace Canbao.Notices;

/// <summary>
/// Days beside months: two waits, or two terms that run from the same event. Whom each of them is for cannot be read by a pattern, so the
/// author is asked.
/// </summary>
internal static partial class PeriodCheck
{
    private const string Number = @"(?<![月\d个一二三四五六七八九十])(?<n>\d{1,4}|[一二两三四五六七八九十]{1,3})(?<u>个月|日|天)";

    public static IEnumerable<NoticeFinding> Find(NoticeText text) =>
    [
        .. Compare(text, Wait().Matches(text.Folded), "待遇等待期", "Waiting periods"),
        .. Compare(text, SinceBirth().Matches(text.Folded), "自出生起算的期限", "Terms that run from birth"),
        .. Compare(text, SinceLapse().Matches(text.Folded), "自断保起算的期限", "Terms that run from the lapse of cover"),
    ];

    private static IEnumerable<NoticeFinding> Compare(NoticeText text, MatchCollection found, string zh, string en)
    {
        var lengths = found.Select(m => (Match: m, Length: NoticeNumber.Parse(m.Groups["n"].Value), InMonths: m.Groups["u"].Value == "个月"))
            .Where(w => w.Length > 0 && !IsIncrement(text, w.Match.Index)).GroupBy(w => (w.Length, w.InMonths)).ToArray();
        var (days, months) = (lengths.Where(g => !g.Key.InMonths).ToArray(), lengths.Where(g => g.Key.InMonths).ToArray());
        if (days.Length == 0 || months.Length == 0) yield break;
        // Every length is told once, beside the first in the other unit.
        var pairs = days.Select(d => (d, months[0])).Concat(months.Skip(1).Select(m => (days[0], m)));
        foreach (var (day, month) in pairs)
            yield return new(NoticeCodes.PeriodUnits,
                $"{zh}单位不一：一处为{day.Key.Length}日，另一处为{month.Key.Length}个月；如适用人员有重叠，应当统一或写明以何者为准。",
                $"{en} in different units: {day.Key.Length} days and {month.Key.Length} months; where they meet the same persons, say which one holds.",
                [.. day.Concat(month).OrderBy(w => w.Match.Index).Select(w => text.Clause(w.Match.Index, w.Match.Index + w.Match.Length))]);
    }

    /// <summary>What is added to a wait is no wait of its own.</summary>
    private static bool IsIncrement(NoticeText text, int at) => Added().IsMatch(text.Folded.AsSpan(Math.Max(0, at - 4), Math.Min(4, at)));

    [GeneratedRegex($"{Number}的?(?:固定)?(?:待遇)?等待期|等待期(?:限)?(?:统一)?(?:设置|设定)?[为是:]?{Number}(?!内)"
        + $"|{Number}(?:之后|以后|后)(?:方可|可以|才能|方能|开始|[可才起方])?(?:按规定)?享受")]
    private static partial Regex Wait();

    [GeneratedRegex($"出生(?:之日|日)?(?:之后|以后|[起后])?的?{Number}之?内")]
    private static partial Regex SinceBirth();

    [GeneratedRegex($"(?:断保|断缴|中断缴费|终止参保)(?:之日|日)?(?:之后|以后|[起后])?的?{Number}之?内")]
    private static partial Regex SinceLapse();

    [GeneratedRegex("增加|延长|再加|每满?$")]
    private static partial Regex Added();
}
