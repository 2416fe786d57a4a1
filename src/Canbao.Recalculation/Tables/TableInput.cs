using Canbao.Recalculation.Blocks;

namespace Canbao.Recalculation.Tables;

/// <summary>The rows of a table or a query as blocks of tuples.</summary>
internal sealed class TableInput(PostgresAddress address, ITableRows rows, InputPosition from, long end, Func<IRowReader> newReader) : IInput
{
    private InputPosition _next = from;
    private long _done = from.Offset;

    public long Whole => rows.Whole;

    public long Done => Volatile.Read(ref _done);

    public IRowReader NewReader() => newReader();

    public bool Read(Block block) => Sql.Guarded(address, () =>
    {
        block.Clear();
        (block.FirstRow, block.Next) = (_next.Row, _next);
        // Pages may be empty.
        while (block.Rows == 0)
        {
            if (!rows.Read(block, _next.Offset, end, out var next)) return false;
            _next = block.Next = new InputPosition(next, _next.Row + block.Rows);
            Volatile.Write(ref _done, next);
        }
        return true;
    });

    public void Dispose() => rows.Dispose();
}
