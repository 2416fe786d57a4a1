using System.Buffers.Binary;
using Canbao.Policies;
using Grpc.Core;

namespace Canbao.Server.Hosting;

/// <summary>A decompressed message. One that is too large ends its call with RESOURCE_EXHAUSTED, one that is none or not whole with INTERNAL.</summary>
internal sealed class BoundedStream(Stream packed, Stream inner, int maxBytes) : Stream
{
    /// <summary>Of a gzip header and trailer.</summary>
    private const int MinPackedBytes = 18;

    private long _bytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var read = ReadInner(buffer);
        if (read == 0 && buffer.Length > 0 && !IsWhole())
            throw new RpcException(new Status(StatusCode.Internal, "the gzip data is cut off, or goes on behind its end"));
        _bytes += read;
        return _bytes <= maxBytes
            ? read
            : throw new RpcException(new Status(StatusCode.ResourceExhausted, $"the decompressed message is larger than {maxBytes} bytes"));
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Gzip ends with the length of what it holds. Nothing at all is an empty message, as some clients send it.</summary>
    private bool IsWhole()
    {
        if (packed.Length == 0) return _bytes == 0;
        if (packed.Length < MinPackedBytes) return false;
        Span<byte> length = stackalloc byte[sizeof(uint)];
        packed.Position = packed.Length - length.Length;
        packed.ReadExactly(length);
        return BinaryPrimitives.ReadUInt32LittleEndian(length) == (uint)_bytes;
    }

    private int ReadInner(Span<byte> buffer)
    {
        try
        {
            return inner.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw new RpcException(new Status(StatusCode.Internal, "the message is flagged as gzip and is none", e));
        }
    }
}
