namespace Canbao.Notices;

/// <summary>
/// Reads a notice for contradictions before it is issued, as far as patterns reach. It knows no region and no policy: everything it
/// compares stands in the notice. The notice is read once, into days, spans, amounts and tables with their places; the checks compare these
/// values. What it does not find may still be wrong.
/// </summary>
public static class NoticeCheck
{
    /// <summary>Every finding, in the order of the notice.</summary>
    public static IReadOnlyList<NoticeFinding> Run(string notice)
    {
        var text = NoticeText.Read(notice);
        var dates = NoticeDates.Read(text);
        StatedAmount[] amounts = [.. AmountReader.Read(text).Concat(PriceTable.Read(text)).OrderBy(a => a.FigureStart)];
        var standards = StatedStandards.Of(amounts);
        var subsidies = StatedSubsidy.Read(text, amounts);
        var tables = ContributionTable.Read(text, standards);
        var rates = RateCheck.Find(text, amounts, standards).ToArray();
        IEnumerable<NoticeFinding> findings =
        [
            .. SumCheck.Find(text, amounts, standards, tables, [.. rates.Select(rate => rate.Amount)]),
            .. TotalCheck.Find(text, amounts, standards),
            .. rates.Select(rate => rate.Finding),
            .. WindowCheck.Find(text, dates),
            .. DateCheck.Find(text, dates),
            .. PeriodCheck.Find(text),
            .. YearLabelCheck.Find(text, standards, subsidies),
            .. AmountCheck.Find(text, standards, subsidies),
            .. CategoryCheck.Find(text, tables),
            .. SpellingCheck.Find(text),
            .. MisprintCheck.Find(text),
            .. SectionCheck.Find(text),
        ];
        return [.. findings.OrderBy(f => f.Passages[0].Line)];
    }
}
