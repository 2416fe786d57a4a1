using System.Globalization;
using Canbao.Recalculation.Blocks;
using Npgsql;

namespace Canbao.Recalculation.Tables;

/// <summary>The rows of a query in a given order. The offsets are rows.</summary>
/// <param name="select">With its order.</param>
/// <param name="rows">How many make a piece, after which a part may end.</param>
/// <param name="blockBytes">A piece of more bytes comes in several blocks.</param>
internal sealed class OrderedRows(NpgsqlConnection connection, string select, int rows, int blockBytes) : ITableRows
{
    private CopyOut? _copy;
    private int _left;

    public long Whole => 0;

    public bool Read(Block block, long offset, long end, out long next)
    {
        _copy ??= new CopyOut(connection, $"{select} OFFSET {offset.ToString(CultureInfo.InvariantCulture)}");
        if (_left == 0) _left = (int)Math.Min(rows, end - offset);
        block.Rows = _copy.Read(block, _left, blockBytes);
        _left -= (int)block.Rows;
        block.IsWithin = _left > 0 && !_copy.IsOver;
        next = offset + block.Rows;
        return block.Rows > 0;
    }

    public void Dispose() => _copy?.Dispose();
}
