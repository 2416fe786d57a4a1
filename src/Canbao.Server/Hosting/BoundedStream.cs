using Grpc.Core;

namespace Canbao.Server.Hosting;

/// <summary>A decompressed message. One that is too large ends its call with RESOURCE_EXHAUSTED, one that is none with INTERNAL.</summary>
internal sealed class BoundedStream(Stream inner, int maxBytes) : Stream
{
    private long _bytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var read = ReadInner(buffer);
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
