using System.Buffers;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;
using GrpcLite.Framing;

namespace GrpcLite.Compression;

/// <summary>Compresses and decompresses whole messages.</summary>
internal static class MessageCompression
{
    internal static PooledBuffer Compress(ICompressionProvider provider, CompressionLevel? level, ReadOnlySpan<byte> payload)
    {
        var output = new PooledBuffer(Math.Max(256, payload.Length / 4));
        try
        {
            using var sink = new BufferStream(output);
            using (var stream = provider.CreateCompressionStream(sink, level))
            {
                stream.Write(payload);
            }

            return output;
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    /// <summary>Decompresses at most <paramref name="maxSize"/> bytes: a small message may hold a very large one.</summary>
    internal static PooledBuffer Decompress(ICompressionProvider provider, in ReadOnlySequence<byte> payload, int? maxSize)
    {
        var output = new PooledBuffer((int)Math.Min(4 * payload.Length + 256, 64 * 1024));
        try
        {
            using var source = new SequenceStream(payload);
            using var stream = provider.CreateDecompressionStream(source);
            Fill(output, stream, maxSize ?? int.MaxValue);
            return CompressedEnd.IsWhole(provider.EncodingName, payload, output.WrittenSpan)
                ? output
                : throw new InvalidDataException("The compressed data is cut off.");
        }
        catch (Exception exception)
        {
            output.Dispose();
            throw exception is RpcException ? exception : ReadFailure.BadCompression(exception);
        }
    }

    private static void Fill(PooledBuffer output, Stream stream, int maxSize)
    {
        while (true)
        {
            var read = stream.Read(output.GetSpan());
            if (read == 0)
            {
                return;
            }

            output.Advance(read);
            if (output.Length > maxSize)
            {
                throw ReadFailure.DecompressedTooLarge(maxSize);
            }
        }
    }
}
