using Canbao.Policies;

namespace Canbao.Notices;

/// <summary>
/// Rows whose amounts are shares of a standard: of one fund or several, and of the resident. A notice has other tables as well; what adds up
/// in no row is one of them.
/// </summary>
internal sealed class ContributionTable
{
    private const int MaxShares = 4, TenThousand = 10_000;

    private readonly TableHead head;
    private readonly int shares;
    private readonly int good;
    private readonly TotalKind totals;

    private ContributionTable(IReadOnlyList<ContributionRow> rows, TableHead head, int shares, HashSet<long> stated)
    {
        (Rows, this.head, this.shares) = (rows, head, shares);
        CommonRow = rows.GroupBy(SumOf).Where(g => g.Count() >= 2 && g.Count() * 2 > rows.Count).Select(g => g.First()).SingleOrDefault();
        good = rows.Count(row => stated.Contains(SumOf(row)) || (CommonRow is not null && SumOf(row) == SumOf(CommonRow)));
        totals = KindOfTotals();
    }

    /// <summary>Whether rows have a total, and of what.</summary>
    private enum TotalKind
    {
        None,
        OfShares,
        OfAll,
        LastOfThree,
    }

    /// <summary>In the order of the notice, at least one.</summary>
    public IReadOnlyList<ContributionRow> Rows { get; }

    /// <summary>The first of the rows whose sum more than half of the rows have; none in a table without such a sum.</summary>
    public ContributionRow? CommonRow { get; }

    /// <summary>The shares are those of a standard that the notice states; else only totals of its own can be wrong.</summary>
    public bool IsOfStandard { get; private set; }

    public static IReadOnlyList<ContributionTable> Read(NoticeText text, StatedStandards standards)
    {
        var stated = standards.Bases.Select(s => s.AmountFen).ToHashSet();
        ContributionTable[] tables =
        [
            .. ContributionRow.Read(text).GroupBy(row => row.Table).Where(rows => TableHead.Above(text, rows.First().Start) != TableHead.Foreign)
                .Select(rows => Likeliest(text, [.. rows], stated)),
        ];
        var anyAddsUp = tables.Any(table => table.Rows.Any(row => stated.Contains(table.SumOf(row))));
        foreach (var table in tables) table.IsOfStandard = table.AddsUp(anyAddsUp);
        return [.. tables.Where(table => table.IsOfStandard || table.totals != TotalKind.None)];
    }

    /// <summary>What adds up to the standard: as the heads say, or the last amounts.</summary>
    public ValueList<long> SharesOf(ContributionRow row) => Knows(row)
        ? [.. Of(row, ColumnRole.Assistance), .. Of(row, ColumnRole.OwnShare)]
        : row.AmountsFen.Count <= shares ? row.AmountsFen : [.. row.AmountsFen.Skip(row.AmountsFen.Count - shares)];

    public long SumOf(ContributionRow row) => SharesOf(row).Sum();

    /// <summary>Somebody else pays a part.</summary>
    public bool IsAssisted(ContributionRow row) => SharesOf(row) is var all && all.Take(all.Count - 1).Any(fen => fen > 0);

    /// <summary>The standard that the row itself states, in a column of its own.</summary>
    public long? StandardOf(ContributionRow row) => Knows(row) && Of(row, ColumnRole.Standard).ToArray() is [var standard] ? standard : null;

    /// <summary>The row's total is another one than its amounts make.</summary>
    public bool HasWrongTotal(ContributionRow row) => Total(row, totals) is { IsRight: false };

    /// <summary>By its heads; or with as many shares as make the most rows add up, and two rather than more.</summary>
    private static ContributionTable Likeliest(NoticeText text, ContributionRow[] rows, HashSet<long> stated)
    {
        var head = TableHead.Above(text, rows[0].Start);
        if (head.InTenThousands) rows = [.. rows.Select(row => row with { AmountsFen = [.. row.AmountsFen.Select(fen => fen * TenThousand)] })];
        if (head.TellsShares && head.Covers(rows)) return new(rows, head, 2, stated);
        return Enumerable.Range(2, MaxShares - 1).Select(shares => new ContributionTable(rows, TableHead.None, shares, stated)).MaxBy(table => table.good)!;
    }

    private bool AddsUp(bool anyAddsUp)
    {
        if (good > 0 && good * 2 >= Rows.Count && (totals != TotalKind.LastOfThree || good >= Rows.Count(row => !HasWrongTotal(row)))) return true;
        if (totals != TotalKind.None) return false;
        // A group with a fund of its own has a table of one row.
        var alone = Rows.Count == 1 && anyAddsUp && new CategoryName(Rows[0].Name, 0, 0).LooksLikeOne;
        return alone || (head.TellsShares && Rows.Count <= 2);
    }

    private TotalKind KindOfTotals()
    {
        TotalKind[] kinds = head.HasTotal ? [TotalKind.OfShares, TotalKind.OfAll] : head.TellsShares ? [] : [TotalKind.LastOfThree];
        return kinds.FirstOrDefault(kind => Rows.Count(row => Total(row, kind) is { IsRight: true }) is var right && right * 2 > Rows.Count
            && (kind != TotalKind.LastOfThree || right >= 2));
    }

    private (long Fen, bool IsRight)? Total(ContributionRow row, TotalKind kind)
    {
        if (kind == TotalKind.LastOfThree) return row.AmountsFen is [.., var a, var b, > 0 and var c] ? (c, a + b == c) : null;
        if (kind == TotalKind.None || Of(row, ColumnRole.Total).ToArray() is not [var total]) return null;
        var sum = kind == TotalKind.OfShares ? SumOf(row) : row.AmountsFen.Sum() - total - Of(row, ColumnRole.Standard).Sum() - Of(row, ColumnRole.Other).Sum();
        return (total, sum == total);
    }

    private bool Knows(ContributionRow row) => head.TellsShares && Of(row, ColumnRole.OwnShare).Any() && Of(row, ColumnRole.Assistance).Any();

    private IEnumerable<long> Of(ContributionRow row, ColumnRole role) =>
        row.AmountsFen.Zip(row.Columns).Where(amount => head[amount.Second] == role).Select(amount => amount.First);
}
