using System.Net.Sockets;

namespace Canbao.Api.Client;

/// <summary>A connection whose first bytes are kept; what comes later passes as it is.</summary>
internal sealed class HeardStream : Stream
{
    private readonly Stream _inner;
    private readonly FirstBytes _heard;
    private bool _listens = true;

    public HeardStream(Stream inner, FirstBytes heard)
    {
        (_inner, _heard) = (inner, heard);
        heard.Begin();
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken stop = default) =>
        _listens && buffer.Length > 0 ? ListenAsync(buffer, stop) : _inner.ReadAsync(buffer, stop);

    public override int Read(Span<byte> buffer)
    {
        var read = _inner.Read(buffer);
        if (_listens && read > 0) _listens = _heard.Add(buffer[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken stop) =>
        ReadAsync(buffer.AsMemory(offset, count), stop).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken stop = default) => _inner.WriteAsync(buffer, stop);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken stop) => _inner.WriteAsync(buffer, offset, count, stop);

    public override void Write(byte[] buffer, int offset, int count) => _inner.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _inner.Write(buffer);

    public override void Flush() => _inner.Flush();

    public override Task FlushAsync(CancellationToken stop) => _inner.FlushAsync(stop);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override ValueTask DisposeAsync() => _inner.DisposeAsync();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<int> ListenAsync(Memory<byte> buffer, CancellationToken stop)
    {
        try
        {
            var read = await _inner.ReadAsync(buffer, stop).ConfigureAwait(false);
            _listens = _heard.Add(buffer.Span[..read]);
            return read;
        }
        catch (IOException e)
        {
            _heard.Fail(e.InnerException as SocketException);
            throw;
        }
    }
}
