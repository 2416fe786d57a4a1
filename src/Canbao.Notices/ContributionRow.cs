using System.Text.RegularExpressions;
using Canbao.Policies;

namespace Canbao.Notices;

/// <summary>A row of a table: a category and two to four amounts, on one line or one under the other.</summary>
/// <param name="Name">The category, folded.</param>
/// <param name="AmountsFen">In the order of the columns; the assistance and the own share are the last two.</param>
/// <param name="Table">Rows under each other belong to one table and have its number.</param>
/// <param name="Start">Where the row begins in the folded text.</param>
/// <param name="NameEnd">Where its category ends.</param>
/// <param name="End">Where it ends.</param>
internal sealed partial record ContributionRow(string Name, ValueList<long> AmountsFen, int Table, int Start, int NameEnd, int End)
{
    private const int MaxName = 80, MaxAmounts = 4;

    public long LastTwoFen => AmountsFen[^2] + AmountsFen[^1];

    public bool IsAssisted => AmountsFen[^2] > 0;

    public static IReadOnlyList<ContributionRow> Read(NoticeText text)
    {
        var rows = new List<ContributionRow>();
        var cells = Cells(text.Folded);
        var (table, lastRow) = (0, 0);
        for (var i = 0; i < cells.Count;)
        {
            var (row, next) = RowAt(text.Folded, cells, i);
            if (row is not null)
            {
                if (i != lastRow) table++;
                rows.Add(row with { Table = table });
                lastRow = next;
            }
            i = next;
        }
        return rows;
    }

    /// <summary>The row that begins with a cell, if there is one, and the cell after what was read.</summary>
    private static (ContributionRow?, int Next) RowAt(string folded, List<(int Start, int End)> cells, int at)
    {
        var (start, end) = cells[at];
        if (end - start is 0 or > MaxName) return (null, at + 1);
        var cell = folded[start..end];
        if (Whole().Match(cell) is { Success: true } whole)
            return (new(whole.Groups["name"].Value, Fen(whole), 0, start, start + whole.Groups["name"].Length, end), at + 1);
        if (!NameCell().IsMatch(cell)) return (null, at + 1);
        var amounts = new List<long>();
        var next = at + 1;
        for (; next < cells.Count && amounts.Count < MaxAmounts && Amounts(folded, cells[next]) is { Count: > 0 } more; next++) amounts.AddRange(more);
        return (amounts.Count is >= 2 and <= MaxAmounts ? new(cell, [.. amounts], 0, start, end, cells[next - 1].End) : null, next);
    }

    private static ValueList<long> Amounts(string folded, (int Start, int End) cell)
    {
        if (cell.End - cell.Start > MaxName) return [];
        var text = folded[cell.Start..cell.End];
        // A number without its unit is an amount only beside other cells: a line of its own may be a page number.
        return AmountCell().Match(text) is { Success: true } match && (text[^1] == '元' || folded[cell.Start - 1] == '\t') ? Fen(match) : [];
    }

    private static ValueList<long> Fen(Match match)
    {
        var amounts = new List<long>();
        foreach (Capture amount in match.Groups["n"].Captures)
            if (Yuan.TryParse(amount.Value, out var fen)) amounts.Add(fen);
        return [.. amounts];
    }

    private static List<(int Start, int End)> Cells(string folded)
    {
        var cells = new List<(int, int)>();
        for (var start = 0; start <= folded.Length;)
        {
            var end = folded.AsSpan(start).IndexOfAny('\t', '\n') is >= 0 and var found ? start + found : folded.Length;
            cells.Add((start, end));
            start = end + 1;
        }
        return cells;
    }

    [GeneratedRegex(@"^(?<name>[^元。]{0,60}[^元。\d.])(?:(?<n>\d{1,7}(?:\.\d{1,2})?)元){2,4}$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(?:(?<n>\d{1,7}(?:\.\d{1,2})?)元){1,4}$|^(?<n>\d{1,7}(?:\.\d{1,2})?)$")]
    private static partial Regex AmountCell();

    [GeneratedRegex("^[^。]*[一-龥][^。]*$")]
    private static partial Regex NameCell();
}
