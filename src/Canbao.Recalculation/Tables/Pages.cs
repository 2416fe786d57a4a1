using System.Globalization;
using Canbao.Recalculation.Blocks;
using Npgsql;

namespace Canbao.Recalculation.Tables;

/// <summary>
/// The rows of a table some pages at a time: no page is read twice, and every piece can be read by itself. Long values lie beside the pages, so that
/// a few of them may hold many bytes: such a piece comes in several blocks, and the offset stays until its last one.
/// </summary>
/// <param name="select">All rows.</param>
/// <param name="count">How many pages the table has.</param>
/// <param name="pages">How many make a piece.</param>
/// <param name="blockBytes">A piece of more bytes comes in several blocks.</param>
internal sealed class Pages(NpgsqlConnection connection, string select, long count, long pages, int blockBytes) : ITableRows
{
    private CopyOut? _copy;

    public long Whole => count;

    public bool Read(Block block, long offset, long end, out long next)
    {
        end = Math.Min(end, count);
        next = Math.Min(offset + pages, end);
        if (offset >= end) return false;
        _copy ??= new CopyOut(connection, $"{select} WHERE ctid >= {Place(offset)} AND ctid < {Place(next)}");
        block.Rows = _copy.Read(block, int.MaxValue, blockBytes);
        block.IsWithin = !_copy.IsOver;
        if (block.IsWithin) next = offset;
        else Dispose();
        return true;
    }

    public void Dispose()
    {
        _copy?.Dispose();
        _copy = null;
    }

    private static string Place(long page) => $"'({page.ToString(CultureInfo.InvariantCulture)},0)'::pg_catalog.tid";
}
