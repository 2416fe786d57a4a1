using System.Buffers.Binary;

namespace Canbao.Recalculation.Tables;

/// <summary>
/// The bytes of a binary COPY: behind a header tuples, each the number of its fields in 2 bytes, then for each field its length in 4 bytes
/// (-1: null) and the field; at the end -1 in 2 bytes. Numbers have their highest byte first.
/// </summary>
internal static class BinaryTuples
{
    /// <summary>The days of our calendar begin with this one.</summary>
    public static readonly DateOnly FirstDay = new(2000, 1, 1);

    private static readonly byte[] HeaderBytes = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Signature, no flags, no extension.</summary>
    public static ReadOnlySpan<byte> Header => HeaderBytes;

    /// <summary>What comes behind the last tuple.</summary>
    public static ReadOnlySpan<byte> Trailer => [0xFF, 0xFF];

    /// <summary>Counts whole tuples until the bytes end, or so many are found, or they take so many bytes; and says where they end.</summary>
    public static int Count(ReadOnlySpan<byte> bytes, int most, int mostBytes, out int end)
    {
        end = 0;
        for (var count = 0; ; count++)
        {
            if (count == most || end >= mostBytes || End(bytes[end..]) is not (> 0 and var length)) return count;
            end += length;
        }
    }

    /// <summary>The length of the first tuple; 0 if it is not whole, or the trailer.</summary>
    private static int End(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(short)) return 0;
        var fields = BinaryPrimitives.ReadInt16BigEndian(bytes);
        if (fields < 0) return 0;
        var at = sizeof(short);
        for (; fields > 0; fields--)
        {
            if (bytes.Length - at < sizeof(int)) return 0;
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);
            at += sizeof(int);
            if (length > bytes.Length - at) return 0;
            if (length > 0) at += length;
        }
        return at;
    }

    /// <summary>The field whose length stands at a place, empty for null; the place becomes that of the next one.</summary>
    public static BytePlace Field(ReadOnlySpan<byte> bytes, ref int at)
    {
        var length = Math.Max(BinaryPrimitives.ReadInt32BigEndian(bytes[at..]), 0);
        var field = new BytePlace(at + sizeof(int), length);
        at = field.Start + length;
        return field;
    }
}
