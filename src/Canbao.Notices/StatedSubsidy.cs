using System.Text.RegularExpressions;

namespace Canbao.Notices;

/// <summary>A figure of the fiscal subsidy, in a sentence or below the head of a column.</summary>
/// <param name="Year">What it is labelled with.</param>
/// <param name="AmountFen">What it says; of a column, the figure of the sentences that stands in it.</param>
/// <param name="Start">Where it begins in the folded text.</param>
/// <param name="End">Where it ends.</param>
internal sealed partial record StatedSubsidy(int? Year, long AmountFen, int Start, int End)
{
    private const int ColumnReach = 600;

    public static IReadOnlyList<StatedSubsidy> Read(NoticeText text, IReadOnlyList<StatedAmount> amounts)
    {
        var sentences = amounts.Where(a => a is { Role: AmountRole.Subsidy, AmountFen: > 0, Persons.AreEverybody: true })
            .Select(a => new StatedSubsidy(a.Year, a.AmountFen, a.Start, a.End)).ToArray();
        var figures = sentences.Select(s => s.AmountFen).ToHashSet();
        var columns = from Match match in Column().Matches(text.Folded)
                      let end = match.Index + match.Length
                      from amount in Cell().Matches(text.Folded[end..Math.Min(text.Folded.Length, end + ColumnReach)]).Select(m => NoticeAmount.ValueOf(m))
                          .Where(figures.Contains).Take(1)
                      select new StatedSubsidy(NoticeNumber.Parse(match.Groups["y"].Value), amount, match.Index, end);
        return [.. sentences.Concat(columns).OrderBy(s => s.Start)];
    }

    [GeneratedRegex(@"(?<!\d)(?<y>\d{4})年度?(?:各级|人均)?财政[\n\t]?(?:人均)?(?:补助(?:标准)?)?(?=[\n\t])")]
    private static partial Regex Column();

    [GeneratedRegex(@"(?<=[\n\t])" + NoticeAmount.Value + @"元(?=[\n\t])")]
    private static partial Regex Cell();
}
