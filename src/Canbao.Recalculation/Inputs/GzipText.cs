using System.IO.Compression;

namespace Canbao.Recalculation.Inputs;

/// <summary>
/// What a gzip file holds, of one member or of several one behind the other. Data that are cut off, damaged or followed by something
/// else are an error, never an end: the runtime's own stream ends quietly where its input does. So it is given one more member
/// behind the last. Only if this one comes out whole and alone did the file end where a member ends.
/// </summary>
internal sealed class GzipText : ForwardStream
{
    private static readonly byte[] Mark = "the file ended where a member ended"u8.ToArray();

    private static readonly byte[] MarkMember = Compress(Mark);

    private readonly string _path;
    private readonly MarkedSource _source;
    private readonly GZipStream _inflated;
    private long _textBytes;

    public GzipText(PeekedStream file, string path)
    {
        _path = path;
        _source = new MarkedSource(file);
        _inflated = new GZipStream(_source, CompressionMode.Decompress);
    }

    public static bool Begins(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || _source.IsAtEnd) return 0;
        var read = Inflate(buffer);
        if (!_source.IsAtEnd)
        {
            if (read == 0) throw Damaged("what follows there is no gzip");
            _textBytes += read;
            return read;
        }
        // All of the file was used up before the mark was asked for: whatever came with this reading came from the mark.
        if (!IsMark(buffer[..read])) throw Damaged("the data are cut off");
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inflated.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal)) gzip.Write(bytes);
        return compressed.ToArray();
    }

    private int Inflate(Span<byte> buffer)
    {
        try
        {
            return _inflated.Read(buffer);
        }
        catch (InvalidDataException)
        {
            throw Damaged(_source.IsAtEnd ? "the data are cut off" : "the data are damaged");
        }
    }

    /// <summary>Whether the mark and nothing else comes out at the end; a part of it may have come out already.</summary>
    private bool IsMark(ReadOnlySpan<byte> beginning)
    {
        var end = new byte[Mark.Length + 1];
        if (beginning.Length > Mark.Length) return false;
        beginning.CopyTo(end);
        var length = beginning.Length;
        for (var read = length; read > 0 && length < end.Length; length += read) read = Inflate(end.AsSpan(length));
        return end.AsSpan(0, length).SequenceEqual(Mark);
    }

    private InvalidDataException Damaged(string how) =>
        new($"{_path}: {how}: gzip cannot be read beyond byte {_source.FileBytes} of the file, {_textBytes} bytes into its text");

    /// <summary>The file, and behind its end the member that marks it.</summary>
    private sealed class MarkedSource(PeekedStream file) : ForwardStream
    {
        private int _markBytes;

        public bool IsAtEnd { get; private set; }

        public long FileBytes => file.BytesRead;

        public override int Read(Span<byte> buffer)
        {
            if (!IsAtEnd && file.Read(buffer) is > 0 and var read) return read;
            IsAtEnd = true;
            var length = Math.Min(buffer.Length, MarkMember.Length - _markBytes);
            MarkMember.AsSpan(_markBytes, length).CopyTo(buffer);
            _markBytes += length;
            return length;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) file.Dispose();
            base.Dispose(disposing);
        }
    }
}
