using Canbao.Recalculation.Blocks;
using Npgsql;

namespace Canbao.Recalculation.Tables;

/// <summary>The answer of the server to COPY ... TO STDOUT (FORMAT binary), on its way.</summary>
internal sealed class CopyOut : IDisposable
{
    private const int ChunkBytes = 1 << 16;

    private readonly NpgsqlRawCopyStream _stream;
    private byte[] _rest = [];
    private bool _ended;

    public CopyOut(NpgsqlConnection connection, string select)
    {
        _stream = connection.BeginRawBinaryCopy($"COPY ({select}) TO STDOUT (FORMAT binary)");
        Span<byte> header = stackalloc byte[BinaryTuples.Header.Length];
        _stream.ReadExactly(header);
        if (!header.SequenceEqual(BinaryTuples.Header)) throw new InvalidDataException("the server's COPY does not begin as it should");
    }

    /// <summary>Whether all has been read.</summary>
    public bool IsOver => _ended && _rest.AsSpan().SequenceEqual(BinaryTuples.Trailer);

    /// <summary>Fills a block with whole tuples, at most so many, or until they take so many bytes or there are no more; how many there are.</summary>
    public int Read(Block block, int most, int mostBytes)
    {
        block.Grow(_rest.Length);
        _rest.CopyTo(block.Input, 0);
        var (length, tuples, end) = (_rest.Length, 0, 0);
        while (true)
        {
            tuples += BinaryTuples.Count(block.Input.AsSpan(end, length - end), most - tuples, mostBytes - end, out var taken);
            end += taken;
            if (tuples == most || end >= mostBytes || _ended) break;
            if (length - end <= LongTuple.LeastBytes)
            {
                length += Fill(block, length);
                continue;
            }
            length = LongTuple.Replace(block, end, length, filled => Fill(block, filled));
            (tuples, end) = (tuples + 1, end + LongTuple.Bytes);
        }
        _rest = block.Input.AsSpan(end, length - end).ToArray();
        if (_ended && tuples < most && end < mostBytes && !IsOver)
            throw new InvalidDataException("the server's COPY does not end as it should");
        block.Length = end;
        return tuples;
    }

    public void Dispose()
    {
        try
        {
            // Without this the server would send all the rest, and somebody would have to read it.
            if (!_ended) _stream.Cancel();
            _stream.Dispose();
        }
        catch (Exception e) when (e is NpgsqlException or IOException or ObjectDisposedException)
        {
            // The connection is lost: somebody was told already.
        }
    }

    private int Fill(Block block, int length)
    {
        if (block.Input.Length - Block.Padding - length < ChunkBytes) block.Grow(Math.Max(2 * length, length + ChunkBytes));
        var room = block.Input.AsSpan(length, ChunkBytes);
        var filled = 0;
        while (filled < room.Length && !_ended)
        {
            // The server sends every tuple in a message of its own, and the stream gives one message at a time.
            var read = _stream.Read(room[filled..]);
            _ended = read == 0;
            filled += read;
        }
        return filled;
    }
}
