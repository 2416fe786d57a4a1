using System.Text.RegularExpressions;
using Canbao.Policies;

namespace Canbao.Notices;

/// <summary>A row of a table: a category and two to six amounts, on one line or one under the other.</summary>
/// <param name="Name">The category, folded.</param>
/// <param name="AmountsFen">In the order of the columns.</param>
/// <param name="Columns">The column of each amount, counted from the last one.</param>
/// <param name="Table">Rows under each other belong to one table and have its number.</param>
/// <param name="Start">Where the row begins in the folded text.</param>
/// <param name="NameEnd">Where its category ends.</param>
/// <param name="End">Where it ends.</param>
internal sealed partial record ContributionRow(
    string Name, ValueList<long> AmountsFen, ValueList<int> Columns, int Table, int Start, int NameEnd, int End)
{
    private const int MaxName = 80, MaxAmounts = 6;

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
            return (Of(whole.Groups["name"].Value, Fen(whole), start, start + whole.Groups["name"].Length, end), at + 1);
        if (!NameCell().IsMatch(cell)) return (null, at + 1);
        // A cell that is no amount has a column as well.
        var amounts = new List<long?>();
        var (next, count) = (at + 1, 0);
        for (; next < cells.Count && count < MaxAmounts && Amounts(folded, cells[next]) is { Count: > 0 } more; next++)
        {
            amounts.AddRange(more);
            count += more.Count(a => a is not null);
        }
        return (count >= 2 ? Of(cell, amounts, start, end, cells[next - 1].End) : null, next);
    }

    private static ContributionRow Of(string name, List<long?> cells, int start, int nameEnd, int end)
    {
        var columns = cells.Select((amount, i) => (amount, Column: cells.Count - 1 - i)).Where(c => c.amount is not null).ToArray();
        return new(name, [.. columns.Select(c => c.amount!.Value)], [.. columns.Select(c => c.Column)], 0, start, nameEnd, end);
    }

    private static List<long?> Amounts(string folded, (int Start, int End) cell)
    {
        if (cell.End - cell.Start is 0 or > MaxName) return [];
        var text = folded[cell.Start..cell.End];
        var besideOthers = folded[cell.Start - 1] == '\t';
        if (besideOthers && Nothing().IsMatch(text)) return [0];
        if (besideOthers && Rate().IsMatch(text)) return [null];
        // A number without its unit is an amount only beside other cells: a line of its own may be a page number.
        return AmountCell().Match(text) is { Success: true } match && (match.Groups["u"].Success || besideOthers) ? Fen(match) : [];
    }

    private static List<long?> Fen(Match match)
    {
        var fractions = match.Groups["f"].Captures;
        // Each figure has a capture of each of its pieces, which may be empty.
        return [.. match.Groups["n"].Captures.Select((whole, i) =>
            (long?)NoticeAmount.Of(whole.Value, fractions[i].Value, match.Groups["w"].Captures[i].Length > 0))];
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

    private const string Piece = @"(?<n>\d{1,3}(?:,\d{3}){1,2}|\d{1,7})(?:\.(?=\d))?(?<f>(?<=\.)\d{1,6}|)(?<w>万|)";

    [GeneratedRegex($@"^(?<name>[^元。]{{0,60}}[^元。\d.,])(?:{Piece}元){{2,4}}$")]
    private static partial Regex Whole();

    [GeneratedRegex($"^(?:{Piece}(?<u>元)(?:/人)?(?:[·/]?年)?){{1,4}}$|^{Piece}$")]
    private static partial Regex AmountCell();

    [GeneratedRegex("^(?:-{1,2}|/|无)$")]
    private static partial Regex Nothing();

    [GeneratedRegex(@"^\d{1,3}(?:\.\d{1,2})?%$")]
    private static partial Regex Rate();

    [GeneratedRegex("^[^。]*[一-龥][^。]*$")]
    private static partial Regex NameCell();
}
