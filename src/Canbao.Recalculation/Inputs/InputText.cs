namespace Canbao.Recalculation.Inputs;

/// <summary>A file as a stream of CSV in UTF-8: gzip is unpacked, a byte order mark taken away, other encodings and delimiters are converted.</summary>
internal sealed class InputText : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly FileStream _file;
    private readonly PeekedStream _raw;
    private long _skipped;

    private InputText(string path, FileStream file, TextForm form)
    {
        _file = file;
        _raw = new PeekedStream(file);
        IsGzip = GzipText.Begins(_raw.Peek(2));
        var text = IsGzip ? new PeekedStream(new GzipText(_raw, path)) : _raw;
        var beginning = text.Peek(EncodingGuess.Bytes);
        Encoding = EncodingGuess.Of(beginning, form.Encoding);
        MarkLength = EncodingGuess.MarkLength(beginning);
        var bigEndian = EncodingGuess.IsBigEndian(beginning);
        text.ReadExactly(stackalloc byte[MarkLength]);
        var converted = Encoding switch
        {
            TextEncoding.Gb18030 => new PeekedStream(new Gb18030Text(text)),
            TextEncoding.Utf16 => new PeekedStream(new Utf16Text(text, bigEndian)),
            _ => text,
        };
        Delimiter = SeparatorLine.DelimiterOf(converted.Peek(SeparatorLine.MostBytes), form.Delimiter);
        Stream = Delimiter == Delimiter.Comma ? converted : new DelimitedText(converted, Delimiter.Bytes);
    }

    /// <summary>What stands between the fields of the file; in the text it is a comma.</summary>
    public Delimiter Delimiter { get; }

    /// <summary>The text, without a mark. Reading it throws <see cref="InvalidDataException"/> where gzip is damaged or cut off.</summary>
    public Stream Stream { get; }

    public bool IsGzip { get; }

    /// <summary>Bytes of the file before the text, if there is a byte order mark.</summary>
    public int MarkLength { get; }

    /// <summary>What the file was found to be: never <see cref="TextEncoding.Auto"/>.</summary>
    public TextEncoding Encoding { get; }

    /// <summary>Whether the file can be read a second time; a pipe cannot, and a job that reads one cannot be resumed.</summary>
    public bool CanReadAgain => _file.CanSeek;

    /// <summary>Whether <see cref="SkipTo"/> takes no time: the text's bytes are the file's. Otherwise all before the place is read.</summary>
    public bool CanSeek => CanReadAgain && !IsGzip && Encoding == TextEncoding.Utf8 && Delimiter == Delimiter.Comma;

    /// <summary>Bytes of the text; null where only reading it would tell.</summary>
    public long? Length => CanSeek ? _file.Length - MarkLength : null;

    /// <summary>Bytes of the file as it is stored, for a progress in per cent; null for a pipe.</summary>
    public long? FileLength => CanReadAgain ? _file.Length : null;

    /// <summary>How many of them have been read.</summary>
    public long FileBytesRead => _raw.BytesRead;

    /// <summary>Opens a file. Throws if it is no text, or in no encoding that can be read; the message begins with the path.</summary>
    public static InputText Open(string path, TextForm form)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan);
        try
        {
            return new InputText(path, file, form);
        }
        catch (Exception e)
        {
            file.Dispose();
            if (e is InvalidDataException && !e.Message.StartsWith(path, StringComparison.Ordinal)) throw new InvalidDataException($"{path}: {e.Message}", e);
            throw;
        }
    }

    /// <summary>Goes on at a byte of the text. To be called before anything is read. Throws if the text ends before it.</summary>
    public void SkipTo(long position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        if (Length is { } length && position <= length)
        {
            _raw.MoveTo(MarkLength + position);
            return;
        }
        var buffer = new byte[BufferBytes];
        while (_skipped < position)
        {
            var read = Stream.Read(buffer, 0, (int)Math.Min(buffer.Length, position - _skipped));
            if (read == 0) throw new InvalidDataException($"{_file.Name}: the text ends at byte {_skipped}; expected at least {position} bytes");
            _skipped += read;
        }
    }

    public void Dispose() => Stream.Dispose();
}
