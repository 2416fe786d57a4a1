using System.Globalization;
using Canbao.Recalculation.Blocks;
using Npgsql;

namespace Canbao.Recalculation.Tables;

/// <summary>The rows of a query in a given order. The offsets are rows.</summary>
/// <param name="select">With its order.</param>
/// <param name="rows">How many make a piece.</param>
internal sealed class OrderedRows(NpgsqlConnection connection, string select, int rows) : ITableRows
{
    private CopyOut? _copy;

    public long Whole => 0;

    public bool Read(Block block, long offset, long end, out long next)
    {
        _copy ??= new CopyOut(connection, $"{select} OFFSET {offset.ToString(CultureInfo.InvariantCulture)}");
        block.Rows = _copy.Read(block, (int)Math.Min(rows, end - offset));
        next = offset + block.Rows;
        return block.Rows > 0;
    }

    public void Dispose() => _copy?.Dispose();
}
