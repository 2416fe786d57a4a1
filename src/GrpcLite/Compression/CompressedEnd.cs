using System.Buffers;
using System.Buffers.Binary;

namespace GrpcLite.Compression;

/// <summary>
/// The streams of the platform take data that was cut off for data that has come to its end. Both formats say at their
/// end what the whole is: gzip its length, zlib its checksum.
/// </summary>
internal static class CompressedEnd
{
    /// <summary>Of a header and a trailer.</summary>
    private const int MinGzipLength = 18;
    private const int MinZlibLength = 6;

    /// <summary>True also for an empty payload, as some clients send it for an empty message, and for other formats.</summary>
    internal static bool IsWhole(string encodingName, in ReadOnlySequence<byte> payload, ReadOnlySpan<byte> plain)
    {
        if (payload.IsEmpty)
        {
            return plain.IsEmpty;
        }

        return encodingName switch
        {
            "gzip" => payload.Length >= MinGzipLength && BinaryPrimitives.ReverseEndianness(ReadEnd(payload)) == (uint)plain.Length,
            "deflate" => payload.Length >= MinZlibLength && ReadEnd(payload) == Adler32(plain),
            _ => true,
        };
    }

    private static uint ReadEnd(in ReadOnlySequence<byte> payload)
    {
        Span<byte> end = stackalloc byte[4];
        payload.Slice(payload.Length - end.Length).CopyTo(end);
        return BinaryPrimitives.ReadUInt32BigEndian(end);
    }

    /// <summary>RFC 1950, section 8.2.</summary>
    private static uint Adler32(ReadOnlySpan<byte> plain)
    {
        const uint Modulus = 65521;
        var (low, high) = (1u, 0u);
        foreach (var value in plain)
        {
            low = (low + value) % Modulus;
            high = (high + low) % Modulus;
        }

        return (high << 16) | low;
    }
}
