namespace Canbao.Notices;

/// <summary>
/// Reads a notice for contradictions before it is issued, as far as patterns reach. It knows no region and no policy: everything it
/// compares stands in the notice. What it does not find may still be wrong.
/// </summary>
public static class NoticeCheck
{
    /// <summary>Every finding, in the order of the notice.</summary>
    public static IReadOnlyList<NoticeFinding> Run(string notice)
    {
        var text = NoticeText.Read(notice);
        var standards = StatedStandards.Read(text);
        var subsidies = StatedSubsidy.Read(text);
        var tables = ContributionTable.Read(text, standards);
        IEnumerable<NoticeFinding> findings =
        [
            .. SumCheck.Find(text, standards, tables),
            .. RateCheck.Find(text, standards),
            .. WindowCheck.Find(text),
            .. DateCheck.Find(text),
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
