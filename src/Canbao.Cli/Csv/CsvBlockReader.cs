namespace Canbao.Cli.Csv;

/// <summary>
/// Reads a CSV stream (RFC 4180, UTF-8, with or without a byte order mark) block by block. A row is a line: no field may hold a line
/// break, so that a stray quote never swallows the rows behind it. The rows of one block stay readable until the next block is
/// filled; nothing is allocated per row.
/// </summary>
public sealed class CsvBlockReader(Stream stream)
{
    public const int MaxRowBytes = 1 << 16;

    private const int BlockBytes = 1 << 20;

    private readonly byte[] _buffer = new byte[BlockBytes];
    private int _next, _end;
    private bool _started, _ended, _insideLongLine;

    /// <summary>Bytes of the stream that have been read as rows.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The line of the next row, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Brings the next block into the buffer; what is left of the one before moves to its beginning. False at the end.</summary>
    public bool Fill()
    {
        _buffer.AsSpan(_next, _end - _next).CopyTo(_buffer);
        (_end, _next) = (_end - _next, 0);
        while (!_ended && _end < BlockBytes)
        {
            var read = stream.Read(_buffer, _end, BlockBytes - _end);
            if (read == 0) _ended = true;
            _end += read;
        }
        if (!_started) SkipByteOrderMark();
        return _next < _end;
    }

    /// <summary>Reads the next row of the block into the fields, past blank lines; false if the block holds no further whole row.</summary>
    public bool TryRead(CsvRow row)
    {
        while (_next < _end)
        {
            var length = _buffer.AsSpan(_next, _end - _next).IndexOf((byte)'\n');
            if (_insideLongLine)
            {
                _insideLongLine = length < 0;
                Consume(length < 0 ? _end - _next : length + 1, length >= 0);
                continue;
            }
            if (length < 0 && !_ended && _end - _next <= MaxRowBytes) return false;
            var (start, whole) = (_next, length < 0 ? _end - _next : length);
            row.Line = Line;
            _insideLongLine = length < 0 && !_ended;
            Consume(length < 0 ? whole : whole + 1, length >= 0);
            if (whole > 0 && _buffer[start + whole - 1] == '\r') whole--;
            if (whole == 0) continue;
            row.Begin(_buffer, start, whole);
            row.Problem = whole > MaxRowBytes || _insideLongLine ? $"the line is longer than {MaxRowBytes} bytes" : Parse(row, start, start + whole);
            return true;
        }
        return false;
    }

    /// <summary>The fields of one line. What is wrong with it, if it is no CSV row.</summary>
    private string? Parse(CsvRow row, int position, int end)
    {
        while (true)
        {
            var quoted = position < end && _buffer[position] == '"';
            var after = quoted ? AfterQuoted(row, position + 1, end) : AfterPlain(row, position, end);
            if (after < 0) return quoted ? "a quoted field has no end in this line, or something stands behind its end" : "a quote stands inside a field";
            if (after == end) break;
            position = after + 1;
        }
        row.Unescape();
        return null;
    }

    /// <summary>The place of the comma behind the field, or the end of the line; negative if the field is not well formed.</summary>
    private int AfterPlain(CsvRow row, int start, int end)
    {
        var field = _buffer.AsSpan(start, end - start);
        var length = field.IndexOfAny((byte)',', (byte)'"');
        if (length >= 0 && field[length] == '"') return -1;
        if (length < 0) length = field.Length;
        row.Add(start, length);
        return start + length;
    }

    private int AfterQuoted(CsvRow row, int start, int end)
    {
        var (at, escapes) = (start, false);
        while (true)
        {
            var quote = _buffer.AsSpan(at, end - at).IndexOf((byte)'"');
            if (quote < 0) return -1;
            at += quote;
            if (at + 1 == end || _buffer[at + 1] != '"') break;
            (at, escapes) = (at + 2, true);
        }
        if (at + 1 < end && _buffer[at + 1] != ',') return -1;
        row.Add(start, at - start, escapes);
        return at + 1;
    }

    private void Consume(int bytes, bool lineEnds)
    {
        _next += bytes;
        BytesRead += bytes;
        if (lineEnds) Line++;
    }

    private void SkipByteOrderMark()
    {
        _started = true;
        if (_buffer.AsSpan(0, _end).StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) _next = 3;
    }
}
