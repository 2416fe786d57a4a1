using System.Text.RegularExpressions;
using Canbao.Policies;

namespace Canbao.Notices;

/// <summary>A rate of a standard is not the amount beside it: 一档标准的90%（即360元）.</summary>
internal static partial class RateCheck
{
    private const int Reach = 40;

    public static IEnumerable<NoticeFinding> Find(NoticeText text, StatedStandards standards)
    {
        foreach (Match match in Rate().Matches(text.Folded))
        {
            var (before, between) = (text.SentenceBefore(match.Index, Reach), match.Groups["mid"].Value);
            if (!Helped().IsMatch(before + between) || Elsewhere().IsMatch(before + between)) continue;
            var tier = Tier().Matches(before).LastOrDefault() is { } found ? NoticeAmount.TierOf(found) : "";
            var bases = standards.BasesOf(tier);
            // Hundredths of a percent: 37.5% is 3750.
            var rate = match.Groups["all"].Success ? 100_00 : NoticeAmount.Fen(match, "rate");
            if (rate > 100_00 || bases.Count == 0) continue;
            if (OwnShare().IsMatch(between)) rate = 100_00 - rate;
            var amount = NoticeAmount.Fen(match);
            if (bases.Any(b => Makes(b.AmountFen, rate, amount))) continue;
            var expected = bases[0].AmountFen * rate;
            var shown = Yuan.Format(rate) + "%";
            yield return new(NoticeCodes.RateAmount,
                $"比例与金额不符：{Yuan.Format(bases[0].AmountFen)}元的{shown}{Result(expected, "为", "元", "不是整数分")}，此处写为{Yuan.Format(amount)}元。",
                $"Rate and amount differ: {shown} of {Yuan.Format(bases[0].AmountFen)} yuan"
                    + $"{Result(expected, " is ", " yuan", " is no whole number of fen")}, not {Yuan.Format(amount)}.",
                [text.Clause(match.Index, match.Index + match.Length), text.Clause(bases[0].Start, bases[0].End)]);
        }
    }

    /// <summary>Exactly; or, where the rate makes a fraction of a yuan, one of the two whole amounts beside it.</summary>
    private static bool Makes(long baseFen, long rate, long amountFen)
    {
        var (exact, given) = (baseFen * rate, amountFen * 100_00);
        const long yuan = 100 * 100_00;
        return exact == given || (exact % yuan != 0 && given % yuan == 0 && Math.Abs(exact - given) < yuan);
    }

    private static string Result(long exact, string before, string after, string none) =>
        exact % 100_00 == 0 ? before + Yuan.Format(exact / 100_00) + after : none;

    [GeneratedRegex(@"(?:(?<![\d.])(?<rate>\d{1,3}(?:\.\d{1,2})?)%|标准(?:给予|予以|实行)?(?<all>全额)(?=[资补]助))(?<mid>[^。;\n\t%\d]{0,30}?)"
        + NoticeAmount.Figure + "元")]
    private static partial Regex Rate();

    [GeneratedRegex(NoticeAmount.Tier)]
    private static partial Regex Tier();

    [GeneratedRegex("标准|资助|补助|缴费")]
    private static partial Regex Helped();

    [GeneratedRegex("报销|起付|支付|住院|门诊|参保率|财政|不超过|最高|最低|提高|降低|增加|以上|限额")]
    private static partial Regex Elsewhere();

    [GeneratedRegex("个人|本人|自付|自缴|剩余|其余")]
    private static partial Regex OwnShare();
}
