using Canbao.Policies;

namespace Canbao.Notices;

/// <summary>Assistance and own share do not make the standard, in a row of a table or in a sentence.</summary>
internal static class SumCheck
{
    /// <summary>How far the own share may stand behind what it is left from.</summary>
    private const int ShareReach = 40;

    /// <param name="text">The notice.</param>
    /// <param name="amounts">What its sentences state.</param>
    /// <param name="standards">What the shares should make.</param>
    /// <param name="tables">What its tables state.</param>
    /// <param name="told">Amounts that were found wrong before: their sums are wrong for that reason.</param>
    public static IEnumerable<NoticeFinding> Find(NoticeText text, IReadOnlyList<StatedAmount> amounts, StatedStandards standards,
        IReadOnlyList<ContributionTable> tables, HashSet<StatedAmount> told)
    {
        var stated = standards.Bases.Select(s => s.AmountFen).ToHashSet();
        return tables.SelectMany(table => WrongTotals(text, table).Concat(table.IsOfStandard ? InTable(text, standards, stated, table) : []))
            .Concat(stated.Count == 0 ? [] : InSentences(text, amounts, standards, stated, told));
    }

    private static IEnumerable<NoticeFinding> InTable(NoticeText text, StatedStandards standards, HashSet<long> stated, ContributionTable table)
    {
        var common = table.CommonRow;
        if (common is not null && stated.Count > 0 && !stated.Contains(table.SumOf(common)) && table.StandardOf(common) is null)
            yield return Differs(text, table, common, standards.Bases[0].AmountFen, Place(text, standards.Bases[0]), "表中各行");
        foreach (var row in table.Rows.Where(row => !table.HasWrongTotal(row)))
        {
            var sum = table.SumOf(row);
            if (table.StandardOf(row) is { } own)
            {
                if (sum != own) yield return Differs(text, table, row, own, text.Passage(row.Start, row.End), row.Name);
                continue;
            }
            if (stated.Contains(sum) || (common is not null && sum == table.SumOf(common))) continue;
            if (stated.Count > 0) yield return Differs(text, table, row, standards.Bases[0].AmountFen, Place(text, standards.Bases[0]), row.Name);
            else if (common is not null) yield return Differs(text, table, row, table.SumOf(common), text.Passage(common.Start, common.End), row.Name);
        }
    }

    private static IEnumerable<NoticeFinding> WrongTotals(NoticeText text, ContributionTable table) =>
        from row in table.Rows
        where table.HasWrongTotal(row)
        select new NoticeFinding(NoticeCodes.Sum,
            $"{row.Name}：资助与个人缴纳之和不等于本行的合计。",
            $"Assistance and own share do not make the total of the row ({row.Name}).", [text.Passage(row.Start, row.End)]);

    private static IEnumerable<NoticeFinding> InSentences(
        NoticeText text, IReadOnlyList<StatedAmount> amounts, StatedStandards standards, HashSet<long> stated, HashSet<StatedAmount> told)
    {
        foreach (var shares in amounts.GroupBy(a => a.Sentence).SelectMany(Shares))
        {
            var sum = shares.Sum(s => s.AmountFen);
            // Funds of several tiers or groups stand beside each other; the last one may be all that the own share is left from.
            if (stated.Contains(sum) || stated.Contains(shares[^2].AmountFen + shares[^1].AmountFen) || shares.Any(told.Contains)) continue;
            yield return Differs([.. shares.Select(s => s.AmountFen)], standards.Bases[0].AmountFen, text.Clause(shares[0].Start, shares.Max(s => s.End)),
                Place(text, standards.Bases[0]), "此句");
        }
    }

    /// <summary>The funds of the same persons and what they leave, wherever in the sentence it stands; the own share is the last.</summary>
    private static IEnumerable<StatedAmount[]> Shares(IEnumerable<StatedAmount> sentence)
    {
        var funds = new List<StatedAmount>();
        StatedAmount? before = null;
        foreach (var amount in sentence)
        {
            if (amount.Role == AmountRole.Assistance) funds.Add(amount);
            else if (amount.Role == AmountRole.OwnShare && funds.Count == 0) before = amount;
            else if (amount.Role == AmountRole.OwnShare)
            {
                if (amount.Start - funds[^1].End <= ShareReach) yield return [.. Same(funds), amount];
                funds.Clear();
                before = null;
            }
        }
        if (before is not null && funds.Count > 0 && funds[0].Start - before.End is >= 0 and <= ShareReach) yield return [.. Same(funds), before];

        static IEnumerable<StatedAmount> Same(List<StatedAmount> funds) => funds.Where(f => f.Persons == funds[^1].Persons && f.Tier == funds[^1].Tier);
    }

    private static NoticePassage Place(NoticeText text, StatedAmount standard) => text.Clause(standard.Start, standard.End);

    private static NoticeFinding Differs(NoticeText text, ContributionTable table, ContributionRow row, long expected, NoticePassage place, string what)
    {
        var here = text.Passage(row.Start, row.End);
        return Differs(table.SharesOf(row), expected, here, place, what);
    }

    private static NoticeFinding Differs(ValueList<long> shares, long expected, NoticePassage here, NoticePassage there, string what)
    {
        var sum = $"{string.Join(" + ", shares.Select(Yuan.Format))} = {Yuan.Format(shares.Sum())}";
        return new(NoticeCodes.Sum,
            $"{what}：资助与个人缴纳之和不等于缴费标准：{sum}元，标准为{Yuan.Format(expected)}元。",
            $"Assistance and own share do not make the standard: {sum} yuan, not {Yuan.Format(expected)}.", here == there ? [here] : [here, there]);
    }
}
