using System.Buffers.Binary;
using Canbao.Recalculation.Blocks;

namespace Canbao.Recalculation.Tables;

/// <summary>
/// A tuple that is too long for a row, however its fields are written: of it only the beginning is kept. In a block it has a number of fields
/// that no other one has, then the length of that beginning in 4 bytes.
/// </summary>
internal static class LongTuple
{
    /// <summary>A tuple of more bytes is longer than <see cref="Csv.CsvRow.MaxBytes"/> as text, though it has thousands of numbers and nulls.</summary>
    public const int LeastBytes = 1 << 17;

    /// <summary>What is kept, to be shown.</summary>
    public const int BeginningBytes = 1 << 10;

    private const short Mark = -2;

    private const int HeadBytes = sizeof(short) + sizeof(int);

    /// <summary>How many bytes of a block it takes.</summary>
    public const int Bytes = HeadBytes + BeginningBytes;

    public static bool Is(ReadOnlySpan<byte> tuple) => BinaryPrimitives.ReadInt16BigEndian(tuple) == Mark;

    /// <summary>The beginning of one that stands at a place in a block.</summary>
    public static ReadOnlySpan<byte> Beginning(ReadOnlySpan<byte> block, int start) => block.Slice(start + HeadBytes, BeginningBytes);

    /// <summary>
    /// Puts one in the place of a tuple that has begun, reads past its end, and leaves behind it what was read of the next ones.
    /// </summary>
    /// <param name="start">Where the tuple begins.</param>
    /// <param name="length">How much of the block is filled.</param>
    /// <param name="fill">Adds to the block behind a length; 0 at the end.</param>
    /// <returns>How much of the block is filled then.</returns>
    public static int Replace(Block block, int start, int length, Func<int, int> fill)
    {
        var fields = BinaryPrimitives.ReadInt16BigEndian(block.Input.AsSpan(start));
        var (at, left) = (start + sizeof(short), 0);
        while (Pass(block.Input.AsSpan(0, length), ref at, ref left, ref fields))
        {
            // The beginning stays; what has been passed makes room for what comes.
            var rest = block.Input.AsSpan(at, length - at);
            rest.CopyTo(block.Input.AsSpan(start + Bytes));
            (at, length) = (start + Bytes, start + Bytes + rest.Length);
            var filled = fill(length);
            if (filled == 0) throw new InvalidDataException("the server's COPY does not end as it should");
            length += filled;
        }
        Write(block.Input.AsSpan(start, Bytes));
        block.Input.AsSpan(at, length - at).CopyTo(block.Input.AsSpan(start + Bytes));
        return start + Bytes + length - at;
    }

    /// <summary>Goes on through the fields as far as there are bytes; false at the end of the tuple.</summary>
    /// <param name="left">How much of a field is still to come.</param>
    /// <param name="fields">How many are still to come behind it.</param>
    private static bool Pass(ReadOnlySpan<byte> bytes, ref int at, ref int left, ref short fields)
    {
        while (true)
        {
            var step = Math.Min(left, bytes.Length - at);
            (at, left) = (at + step, left - step);
            if (left > 0) return true;
            if (fields == 0) return false;
            if (bytes.Length - at < sizeof(int)) return true;
            left = Math.Max(BinaryPrimitives.ReadInt32BigEndian(bytes[at..]), 0);
            (at, fields) = (at + sizeof(int), (short)(fields - 1));
        }
    }

    private static void Write(Span<byte> place)
    {
        place[..BeginningBytes].CopyTo(place[HeadBytes..]);
        BinaryPrimitives.WriteInt16BigEndian(place, Mark);
        BinaryPrimitives.WriteInt32BigEndian(place[sizeof(short)..], BeginningBytes);
    }
}
