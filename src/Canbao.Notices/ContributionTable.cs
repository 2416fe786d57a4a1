namespace Canbao.Notices;

/// <summary>Rows whose amounts are assistance and own share. A notice has other tables as well; what adds up in no row is one of them.</summary>
/// <param name="Rows">In the order of the notice, at least one.</param>
/// <param name="CommonRow">The first of the rows whose sum more than half of the rows have; none in a table without such a sum.</param>
/// <param name="HasTotals">The last amount of most rows is the sum of the two before it.</param>
internal sealed record ContributionTable(IReadOnlyList<ContributionRow> Rows, ContributionRow? CommonRow, bool HasTotals)
{
    public static IReadOnlyList<ContributionTable> Read(NoticeText text, StatedStandards standards)
    {
        var stated = standards.Bases.Select(s => s.AmountFen).ToHashSet();
        var rows = ContributionRow.Read(text);
        var anyAddsUp = rows.Any(row => stated.Contains(row.LastTwoFen));
        return [.. rows.GroupBy(row => row.Table).Select(table => Of([.. table], stated, anyAddsUp)).OfType<ContributionTable>()];
    }

    private static ContributionTable? Of(ContributionRow[] rows, HashSet<long> stated, bool anyAddsUp)
    {
        var common = rows.GroupBy(row => row.LastTwoFen).Where(g => g.Count() >= 2 && g.Count() * 2 > rows.Length).Select(g => g.First()).SingleOrDefault();
        var totals = rows.Count(row => row.AmountsFen is [.., var a, var b, var c] && c > 0 && a + b == c);
        var good = rows.Count(row => stated.Contains(row.LastTwoFen) || row.LastTwoFen == common?.LastTwoFen);
        if (totals >= 2 && totals * 2 > rows.Length && totals > good) return new(rows, null, HasTotals: true);
        // A group with a fund of its own has a table of one row.
        var alone = rows.Length == 1 && anyAddsUp && new CategoryName(rows[0].Name, 0, 0).LooksLikeOne;
        return alone || (good > 0 && good * 2 >= rows.Length) ? new(rows, common, HasTotals: false) : null;
    }
}
