namespace Canbao.Cli.Csv;

/// <summary>
/// Reads a CSV stream (RFC 4180, UTF-8, with or without a byte order mark) block by block. The rows of one block stay readable
/// until the next block is filled; nothing is allocated per row. A row that is not CSV is reported and passed over line by line.
/// </summary>
public sealed class CsvBlockReader(Stream stream)
{
    public const int MaxRowBytes = 1 << 16;

    private const int BlockBytes = 1 << 20;

    private readonly byte[] _buffer = new byte[BlockBytes];
    private int _next, _end;
    private bool _started, _ended;

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
        return _end > 0;
    }

    /// <summary>Reads the next row of the block into the fields; false if the block holds no further whole row.</summary>
    public bool TryRead(CsvRow row)
    {
        while (_next < _end)
        {
            var start = _next;
            var outcome = Parse(row, start, out var after);
            if (outcome == Outcome.Incomplete)
            {
                if (!_ended && _end - start < MaxRowBytes) return false;
                // As long as a row may be, or at the end of the file, and still inside a quoted field: it never ends.
                (outcome, after) = (Outcome.Malformed, AfterLine(start));
            }
            Consume(row, start, after);
            row.IsMalformed = outcome == Outcome.Malformed;
            if (!row.IsMalformed) row.Unescape();
            if (!IsBlank(row)) return true;
        }
        return false;
    }

    private enum Outcome
    {
        Row,
        Malformed,
        Incomplete,
    }

    private static bool IsBlank(CsvRow row) => !row.IsMalformed && row.Count == 1 && row[0].IsEmpty;

    private void Consume(CsvRow row, int start, int after)
    {
        row.Line = Line;
        Line += _buffer.AsSpan(start, after - start).Count((byte)'\n');
        BytesRead += after - start;
        _next = after;
    }

    /// <summary>The fields of one row. The line break is not part of a row.</summary>
    private Outcome Parse(CsvRow row, int start, out int after)
    {
        row.Begin(_buffer);
        after = start;
        while (true)
        {
            var outcome = after < _end && _buffer[after] == '"' ? ParseQuoted(row, ref after) : ParsePlain(row, ref after);
            if (outcome != Outcome.Row) return outcome;
            if (after >= _end) return _ended ? Outcome.Row : Outcome.Incomplete;
            if (_buffer[after++] == '\n') return Outcome.Row;
        }
    }

    /// <summary>Leaves the position at the comma or line end behind the field, or at the end of the buffer.</summary>
    private Outcome ParsePlain(CsvRow row, ref int position)
    {
        var length = _buffer.AsSpan(position, _end - position).IndexOfAny((byte)',', (byte)'\n');
        if (length < 0)
        {
            if (!_ended) return Outcome.Incomplete;
            length = _end - position;
        }
        var end = position + length;
        var endsLine = end == _end || _buffer[end] == '\n';
        row.Add(position, endsLine && length > 0 && _buffer[end - 1] == '\r' ? length - 1 : length);
        position = end;
        return Outcome.Row;
    }

    /// <summary>Leaves the position as <see cref="ParsePlain"/> does. Nothing is changed yet: the row may turn out to be incomplete.</summary>
    private Outcome ParseQuoted(CsvRow row, ref int position)
    {
        var first = position + 1;
        var (at, escapes) = (first, false);
        while (true)
        {
            var quote = _buffer.AsSpan(at, _end - at).IndexOf((byte)'"');
            if (quote < 0) return Outcome.Incomplete;
            at += quote;
            if (at + 1 == _end && !_ended) return Outcome.Incomplete;
            if (at + 1 == _end || _buffer[at + 1] != '"') break;
            (at, escapes) = (at + 2, true);
        }
        var behind = at + 1;
        if (behind < _end && _buffer[behind] == '\r') behind++;
        if (behind >= _end && !_ended) return Outcome.Incomplete;
        if (behind < _end && _buffer[behind] is not ((byte)',' or (byte)'\n'))
        {
            position = AfterLine(first);
            return Outcome.Malformed;
        }
        row.Add(first, at - first, escapes);
        position = behind;
        return Outcome.Row;
    }

    private int AfterLine(int start)
    {
        var length = _buffer.AsSpan(start, _end - start).IndexOf((byte)'\n');
        return length < 0 ? _end : start + length + 1;
    }

    private void SkipByteOrderMark()
    {
        _started = true;
        if (_buffer.AsSpan(0, _end).StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) _next = 3;
    }
}
