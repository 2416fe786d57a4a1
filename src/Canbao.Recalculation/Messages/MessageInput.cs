using Canbao.Mapping;
using Canbao.Recalculation.Blocks;

namespace Canbao.Recalculation.Messages;

/// <summary>Cuts a file of messages into blocks of whole ones, and counts their residents. Damage ends it with the byte where it is.</summary>
/// <param name="file">Standing at the first message.</param>
/// <param name="from">Where that is, and its first row.</param>
/// <param name="end">Messages from this byte on are not read.</param>
/// <param name="partRows">Blocks are not larger than such a part, unless a message is.</param>
/// <param name="blockBytes">As many bytes make a block, about.</param>
/// <param name="newReader">Makes a reader of such blocks.</param>
internal sealed class MessageInput(FileStream file, InputPosition from, long end, long partRows, int blockBytes, Func<IRowReader> newReader) : IInput
{
    private const int MostPrefixBytes = 5;

    private static readonly int MostBytes = new ServiceLimits().MaxBatchBytes;

    private readonly byte[] _prefix = new byte[MostPrefixBytes];
    private InputPosition _next = from;
    private long _done;

    public long Whole { get; } = file.CanSeek ? Math.Min(file.Length, end) - from.Offset : 0;

    public long Done => Interlocked.Read(ref _done);

    public IRowReader NewReader() => newReader();

    public bool Read(Block block)
    {
        block.Clear();
        (block.FirstRow, block.Next) = (_next.Row, _next);
        while (block.Length < blockBytes && block.Rows < partRows && _next.Offset < end && TryRead(block))
        {
        }
        block.Next = _next;
        Interlocked.Add(ref _done, block.Length);
        return block.Length > 0;
    }

    public void Dispose() => file.Dispose();

    /// <summary>Adds the next message, behind its length; false at the end of the file.</summary>
    private bool TryRead(Block block)
    {
        var prefix = ReadLength(out var length);
        if (prefix == 0) return false;
        var start = block.Length + prefix;
        block.Grow(start + length);
        _prefix.AsSpan(0, prefix).CopyTo(block.Input.AsSpan(block.Length));
        var read = file.ReadAtLeast(block.Input.AsSpan(start, length), length, throwOnEndOfStream: false);
        if (read < length) throw Damaged($"has {length} bytes, and the file ends after {read} of them");
        long residents;
        try
        {
            residents = MessageFile.Residents(block.Input, start, length);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e.Message);
        }
        block.Rows += residents;
        block.Length = start + length;
        _next = new InputPosition(_next.Offset + prefix + length, _next.Row + residents);
        return true;
    }

    /// <summary>How many bytes the length has; 0 at the end of the file.</summary>
    private int ReadLength(out int length)
    {
        var value = 0L;
        for (var i = 0; i < MostPrefixBytes; i++)
        {
            var read = file.ReadByte();
            if (read < 0 && i > 0) throw Damaged("has no whole length before it: the file ends");
            length = (int)Math.Min(value, int.MaxValue);
            if (read < 0) return 0;
            _prefix[i] = (byte)read;
            value |= (long)(read & 0x7F) << (7 * i);
            if (read >= 0x80) continue;
            if (value > MostBytes) throw Damaged($"has {value} bytes; at most {MostBytes} are allowed");
            length = (int)value;
            return i + 1;
        }
        throw Damaged($"has no length before it of at most {MostPrefixBytes} bytes");
    }

    private InvalidDataException Damaged(string what) => new($"the message at byte {_next.Offset} {what}");
}
