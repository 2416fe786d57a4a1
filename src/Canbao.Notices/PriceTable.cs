using System.Text.RegularExpressions;

namespace Canbao.Notices;

/// <summary>A table that says what each group pays: a column of groups and one of standards, and nothing of funds.</summary>
internal static partial class PriceTable
{
    /// <summary>Each row's standard, as a sentence would state it. Tables have no sentences: they are numbered below zero.</summary>
    public static IEnumerable<StatedAmount> Read(NoticeText text)
    {
        var (column, count) = (-1, 0);
        for (var i = 0; i < text.LineStarts.Count; i++)
        {
            var start = text.LineStarts[i];
            var end = i + 1 < text.LineStarts.Count ? text.LineStarts[i + 1] : text.Folded.Length;
            var cells = text.Folded[start..end].TrimEnd('\n').Split('\t');
            if (cells.Length < 2) column = -1;
            else if (!cells.Any(cell => Amount().IsMatch(cell))) (column, count) = (ColumnOf(cells), cells.Length);
            else if (column >= 0 && cells.Length == count && RowOf(cells, column, start) is { } row) yield return row with { Sentence = -1 - i };
        }
    }

    /// <summary>The only column with money, if its head names the standard.</summary>
    private static int ColumnOf(string[] heads)
    {
        var money = heads.Select((head, i) => (head, i)).Where(h => Money().IsMatch(h.head)).ToArray();
        return money is [var only] && only.i > 0 && Standard().IsMatch(only.head) ? only.i : -1;
    }

    private static StatedAmount? RowOf(string[] cells, int column, int start)
    {
        var amount = Amount().Match(cells[column]);
        if (!amount.Success || Persons.In(cells[0]) is not { IsPricedApart: true } persons) return null;
        var figure = start + cells.Take(column).Sum(cell => cell.Length + 1);
        return new(AmountRole.Standard, "", null, persons, NoticeAmount.ValueOf(amount), true, 0, start, figure, figure + cells[column].Length);
    }

    [GeneratedRegex("^" + NoticeAmount.Value + "(?:元(?:/人)?(?:[·/]?年)?)?$")]
    private static partial Regex Amount();

    [GeneratedRegex("标准|金额|缴|资助|补[助贴]|元|财政|个人")]
    private static partial Regex Money();

    [GeneratedRegex("^[^资补财]*(?:缴费标准|个人缴费|个人标准)[^资补财]*$")]
    private static partial Regex Standard();
}
