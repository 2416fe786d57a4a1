using System.Text.RegularExpressions;

namespace Canbao.Notices;

/// <summary>A figure of the fiscal subsidy that is labelled with a year, in a sentence or by the head of a column.</summary>
/// <param name="Year">The label.</param>
/// <param name="AmountFen">What it says; of a column, the figure of the sentences that stands in it.</param>
/// <param name="Start">Where it begins in the folded text.</param>
/// <param name="End">Where it ends.</param>
internal sealed partial record StatedSubsidy(int Year, long AmountFen, int Start, int End)
{
    private const int ColumnReach = 600;

    public static IReadOnlyList<StatedSubsidy> Read(NoticeText text)
    {
        var sentences = (from Match match in Sentence().Matches(text.Folded)
                         where !NoticeAmount.IsOther(match)
                         select new StatedSubsidy(YearOf(match), NoticeAmount.Fen(match), match.Index, match.Index + match.Length)).ToArray();
        var figures = sentences.Select(s => s.AmountFen).ToHashSet();
        var columns = from Match match in Column().Matches(text.Folded)
                      let end = match.Index + match.Length
                      from amount in Cell().Matches(text.Folded[end..Math.Min(text.Folded.Length, end + ColumnReach)]).Select(m => NoticeAmount.Fen(m))
                          .Where(figures.Contains).Take(1)
                      select new StatedSubsidy(YearOf(match), amount, match.Index, end);
        return [.. sentences.Concat(columns).OrderBy(s => s.Start)];
    }

    private static int YearOf(Match match) => NoticeNumber.Parse(match.Groups["y"].Value);

    [GeneratedRegex(@"(?<!\d)(?<y>\d{4})年度?,?(?:(?!\d{4}年)[^。;,\n\t]){0,30}?财政[^。;,\n\t\d]{0,12}?补助(?:标准|资金)?" + NoticeAmount.Raised + "元")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"(?<!\d)(?<y>\d{4})年度?(?:各级|人均)?财政[\n\t]?(?:人均)?(?:补助(?:标准)?)?(?=[\n\t])")]
    private static partial Regex Column();

    [GeneratedRegex(@"(?<=[\n\t])" + NoticeAmount.Figure + @"元(?=[\n\t])")]
    private static partial Regex Cell();
}
