using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Csv;

namespace Canbao.Recalculation.Inputs;

/// <summary>
/// Cuts a CSV text into blocks of whole lines. A row is a line: no field may hold a line break, so that a stray quote never swallows the
/// rows behind it.
/// </summary>
/// <param name="text">Standing behind what was read of the rows already.</param>
/// <param name="begun">What was read of the rows already.</param>
/// <param name="from">Where the first row is, in bytes of the text, and its line.</param>
/// <param name="end">Where the last row ends; <see cref="long.MaxValue"/> for the end of the text.</param>
/// <param name="blockBytes">As many bytes make a block, about.</param>
/// <param name="newReader">Makes a reader of such blocks.</param>
internal sealed class CsvInput(InputText text, byte[] begun, InputPosition from, long end, int blockBytes, Func<IRowReader> newReader) : IInput
{
    // Of a line that is too long: what is kept, more than a row may have.
    private const int LongLineBytes = CsvRow.MaxBytes + 1;

    private byte[] _rest = from.Offset + begun.Length > end ? begun[..(int)(end - from.Offset)] : begun;
    private readonly long _start = from.Offset;
    private InputPosition _next = from;
    private long _read = Math.Min(from.Offset + begun.Length, end);
    private bool _ended;

    public long Whole => end < long.MaxValue ? end - _start : text.FileLength ?? 0;

    public long Done => end < long.MaxValue ? Volatile.Read(ref _read) - _start : text.FileBytesRead;

    public IRowReader NewReader() => newReader();

    public bool Read(Block block)
    {
        block.Clear();
        var length = TakeRest(block);
        var wanted = blockBytes;
        var rows = 0;
        while (true)
        {
            length = Fill(block, length, wanted);
            rows = _ended ? length : block.Input.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
            if (rows > 0 || length == 0 || length > LongLineBytes) break;
            wanted = LongLineBytes + 1;
        }
        (block.FirstRow, block.Next) = (_next.Row, _next);
        block.Rows = block.Input.AsSpan(0, rows).Count((byte)'\n');
        if (rows > 0)
        {
            _rest = block.Input.AsSpan(rows, length - rows).ToArray();
            // The last line of a text may have no end.
            if (block.Input[rows - 1] != '\n') block.Rows++;
            Advance(block, rows, rows);
        }
        else if (length > 0)
        {
            var dropped = DropLine();
            block.Rows = 1;
            Advance(block, LongLineBytes, length + dropped);
        }
        return block.Length > 0;
    }

    public void Dispose() => text.Dispose();

    private void Advance(Block block, int length, long taken)
    {
        block.Length = length;
        _next = block.Next = new InputPosition(_next.Offset + taken, _next.Row + block.Rows);
    }

    private int TakeRest(Block block)
    {
        block.Grow(_rest.Length);
        _rest.CopyTo(block.Input, 0);
        return _rest.Length;
    }

    /// <summary>Reads until the block has as much as is wanted, or the text ends.</summary>
    private int Fill(Block block, int length, int wanted)
    {
        block.Grow(wanted);
        while (length < wanted && !_ended)
        {
            var read = Read(block.Input.AsSpan(length, wanted - length));
            length += read;
        }
        return length;
    }

    private int Read(Span<byte> buffer)
    {
        var read = _read < end ? text.Stream.Read(buffer[..(int)Math.Min(buffer.Length, end - _read)]) : 0;
        _read += read;
        _ended = read == 0 || _read == end;
        return read;
    }

    /// <summary>Reads past the end of a line that is too long; what follows it is kept. How much of the line was read.</summary>
    private long DropLine()
    {
        var dropped = 0L;
        var buffer = new byte[CsvRow.MaxBytes];
        _rest = [];
        while (!_ended)
        {
            var read = Read(buffer);
            var lineEnd = buffer.AsSpan(0, read).IndexOf((byte)'\n') + 1;
            dropped += lineEnd > 0 ? lineEnd : read;
            if (lineEnd == 0) continue;
            _rest = buffer.AsSpan(lineEnd, read - lineEnd).ToArray();
            break;
        }
        return dropped;
    }
}
