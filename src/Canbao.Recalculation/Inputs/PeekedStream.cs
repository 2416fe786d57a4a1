using Canbao.Policies;

namespace Canbao.Recalculation.Inputs;

/// <summary>A stream whose beginning can be looked at before it is read, though it may be a pipe.</summary>
internal sealed class PeekedStream(Stream inner) : ForwardStream
{
    private byte[] _peeked = [];
    private int _next, _end;

    /// <summary>How many bytes have been read, without those that were only looked at.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The next bytes, as many as there are up to the number. They are read all the same.</summary>
    public ReadOnlySpan<byte> Peek(int bytes)
    {
        if (_end - _next < bytes) Fetch(bytes);
        return _peeked.AsSpan(_next, Math.Min(bytes, _end - _next));
    }

    public override int Read(Span<byte> buffer)
    {
        var read = _next < _end ? ReadPeeked(buffer) : inner.Read(buffer);
        BytesRead += read;
        return read;
    }

    /// <summary>Goes on at a place of the inner stream, which must be one that can be sought.</summary>
    public void MoveTo(long position)
    {
        inner.Position = position;
        (_peeked, _next, _end) = ([], 0, 0);
        BytesRead = position;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private void Fetch(int bytes)
    {
        var peeked = new byte[bytes];
        _peeked.AsSpan(_next, _end - _next).CopyTo(peeked);
        (_peeked, _next, _end) = (peeked, 0, _end - _next);
        _end += inner.ReadAtLeast(peeked.AsSpan(_end), bytes - _end, throwOnEndOfStream: false);
    }

    private int ReadPeeked(Span<byte> buffer)
    {
        var length = Math.Min(buffer.Length, _end - _next);
        _peeked.AsSpan(_next, length).CopyTo(buffer);
        _next += length;
        if (_next == _end) (_peeked, _next, _end) = ([], 0, 0);
        return length;
    }
}
