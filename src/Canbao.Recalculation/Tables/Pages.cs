using System.Globalization;
using Canbao.Recalculation.Blocks;
using Npgsql;

namespace Canbao.Recalculation.Tables;

/// <summary>The rows of a table some pages at a time: no page is read twice, and every piece can be read by itself.</summary>
/// <param name="select">All rows.</param>
/// <param name="count">How many pages the table has.</param>
/// <param name="pages">How many make a piece.</param>
internal sealed class Pages(NpgsqlConnection connection, string select, long count, long pages) : ITableRows
{
    public long Whole => count;

    public bool Read(Block block, long offset, long end, out long next)
    {
        end = Math.Min(end, count);
        next = Math.Min(offset + pages, end);
        if (offset >= end) return false;
        using var copy = new CopyOut(connection, $"{select} WHERE ctid >= {Place(offset)} AND ctid < {Place(next)}");
        block.Rows = copy.Read(block, int.MaxValue);
        return true;
    }

    public void Dispose()
    {
    }

    private static string Place(long page) => $"'({page.ToString(CultureInfo.InvariantCulture)},0)'::pg_catalog.tid";
}
