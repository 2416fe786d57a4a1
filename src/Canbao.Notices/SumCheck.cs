using System.Text.RegularExpressions;
using Canbao.Policies;

namespace Canbao.Notices;

/// <summary>Assistance and own share do not make the standard, in a row of a table or in a sentence.</summary>
internal static partial class SumCheck
{
    public static IEnumerable<NoticeFinding> Find(NoticeText text, StatedStandards standards, IReadOnlyList<ContributionTable> tables)
    {
        var stated = standards.Bases.Select(s => s.AmountFen).ToHashSet();
        return tables.SelectMany(table => table.HasTotals ? WithTotals(text, table) : InTable(text, standards, stated, table))
            .Concat(InSentences(text, standards, stated));
    }

    private static IEnumerable<NoticeFinding> InTable(NoticeText text, StatedStandards standards, HashSet<long> stated, ContributionTable table)
    {
        var common = table.CommonRow;
        if (common is not null && stated.Count > 0 && !stated.Contains(common.LastTwoFen))
            yield return Differs(text, common, standards.Bases[0].AmountFen, Place(text, standards.Bases[0]), "表中各行");
        foreach (var row in table.Rows)
        {
            if (stated.Contains(row.LastTwoFen) || row.LastTwoFen == common?.LastTwoFen) continue;
            yield return stated.Count > 0
                ? Differs(text, row, standards.Bases[0].AmountFen, Place(text, standards.Bases[0]), row.Name)
                : Differs(text, row, common!.LastTwoFen, text.Passage(common.Start, common.End), row.Name);
        }
    }

    private static IEnumerable<NoticeFinding> WithTotals(NoticeText text, ContributionTable table) =>
        from row in table.Rows
        where row.AmountsFen is [.., var a, var b, var c] && a + b != c
        select new NoticeFinding(NoticeCodes.Sum,
            $"{row.Name}：资助与个人缴纳之和不等于本行的合计。",
            $"Assistance and own share do not make the total of the row ({row.Name}).", [text.Passage(row.Start, row.End)]);

    private static IEnumerable<NoticeFinding> InSentences(NoticeText text, StatedStandards standards, HashSet<long> stated)
    {
        if (stated.Count == 0) yield break;
        foreach (Match match in Shares().Matches(text.Folded))
        {
            if (text.SentenceBefore(match.Index, 20).Contains("财政", StringComparison.Ordinal)) continue;
            var (assistance, own) = (NoticeAmount.Fen(match), NoticeAmount.Fen(match, "own"));
            if (!stated.Contains(assistance + own))
                yield return Differs(assistance, own, standards.Bases[0].AmountFen, text.Clause(match.Index, match.Index + match.Length),
                    Place(text, standards.Bases[0]), "此句");
        }
    }

    private static NoticePassage Place(NoticeText text, StatedStandard standard) => text.Clause(standard.Start, standard.End);

    private static NoticeFinding Differs(NoticeText text, ContributionRow row, long expected, NoticePassage place, string what) =>
        Differs(row.AmountsFen[^2], row.AmountsFen[^1], expected, text.Passage(row.Start, row.End), place, what);

    private static NoticeFinding Differs(
        long assistance, long own, long expected, NoticePassage here, NoticePassage there, string what)
    {
        var sum = $"{Yuan.Format(assistance)} + {Yuan.Format(own)} = {Yuan.Format(assistance + own)}";
        return new(NoticeCodes.Sum,
            $"{what}：资助与个人缴纳之和不等于缴费标准：{sum}元，标准为{Yuan.Format(expected)}元。",
            $"Assistance and own share do not make the standard: {sum} yuan, not {Yuan.Format(expected)}.", [here, there]);
    }

    [GeneratedRegex("资助(?:标准)?[为是:]?(?:每人每年|每人)?" + NoticeAmount.Figure + @"元[^。;\n\t%\d]{0,16}?个人(?:缴纳|缴费|自缴|承担|负担|自付|应缴)"
        + @"(?:部分|标准|费用)?[为是:]?(?:每人每年|每人)?(?<own>\d{1,7}(?:\.\d{1,2})?)元")]
    private static partial Regex Shares();
}
