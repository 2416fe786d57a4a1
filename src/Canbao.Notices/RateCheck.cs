using System.Text.RegularExpressions;
using Canbao.Policies;

namespace Canbao.Notices;

/// <summary>A rate of a standard is not the amount beside it: 一档标准的90%（即360元）.</summary>
internal static partial class RateCheck
{
    private const int Reach = 40, Between = 30;

    /// <summary>What is found, each with the amount that does not fit, so that its sum is not told as well.</summary>
    public static IEnumerable<(NoticeFinding Finding, StatedAmount Amount)> Find(
        NoticeText text, IReadOnlyList<StatedAmount> amounts, StatedStandards standards)
    {
        var ahead = new Queue<StatedAmount>(amounts);
        foreach (Match match in Rate().Matches(text.Folded))
        {
            while (ahead.TryPeek(out var passed) && passed.FigureStart < match.Index) ahead.Dequeue();
            if (ahead.TryPeek(out var next) && Of(text, match, next, standards) is { } finding) yield return (finding, next);
        }
    }

    private static NoticeFinding? Of(NoticeText text, Match match, StatedAmount amount, StatedStandards standards)
    {
        var end = match.Index + match.Length;
        if (amount.FigureStart - end is < 0 or > Between) return null;
        var (before, between) = (text.SentenceBefore(match.Index, Reach), text.Folded[end..amount.FigureStart]);
        if (between.AsSpan().ContainsAny("。;\n\t%0123456789")) return null;
        if (!Helped().IsMatch(before + between) || Elsewhere().IsMatch(before + between)) return null;
        var bases = standards.BasesOf(NoticeAmount.TiersIn(before));
        // Hundredths of a percent: 37.5% is 3750.
        var rate = match.Groups["all"].Success ? 100_00 : NoticeAmount.Of(match.Groups["n"].Value, match.Groups["f"].Value, inTenThousands: false);
        if (rate > 100_00 || bases.Count == 0) return null;
        if (OwnShare().IsMatch(between) || amount.Role == AmountRole.OwnShare) rate = 100_00 - rate;
        return bases.Any(b => Makes(b.AmountFen, rate, amount.AmountFen)) ? null : Differs(text, match.Index, rate, amount, bases[0]);
    }

    private static NoticeFinding Differs(NoticeText text, int start, long rate, StatedAmount amount, StatedAmount standard)
    {
        var expected = standard.AmountFen * rate;
        var shown = Yuan.Format(rate) + "%";
        return new(NoticeCodes.RateAmount,
            $"比例与金额不符：{Yuan.Format(standard.AmountFen)}元的{shown}{Result(expected, "为", "元", "不是整数分")}，此处写为{Yuan.Format(amount.AmountFen)}元。",
            $"Rate and amount differ: {shown} of {Yuan.Format(standard.AmountFen)} yuan"
                + $"{Result(expected, " is ", " yuan", " is no whole number of fen")}, not {Yuan.Format(amount.AmountFen)}.",
            [text.Clause(start, amount.End), text.Clause(standard.Start, standard.End)]);
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

    [GeneratedRegex(@"(?<![\d.])(?<n>\d{1,3})(?:\.(?<f>\d{1,2}))?%|标准(?:给予|予以|实行)?(?<all>全额)(?=[资补]助)")]
    private static partial Regex Rate();

    [GeneratedRegex("标准|资助|补助|缴费")]
    private static partial Regex Helped();

    [GeneratedRegex("报销|起付|支付|住院|门诊|参保率|财政|不超过|最高|最低|提高|降低|增加|以上|限额")]
    private static partial Regex Elsewhere();

    [GeneratedRegex("个人|本人|自付|自缴|剩余|其余")]
    private static partial Regex OwnShare();
}
