using Canbao.Recalculation.Csv;

namespace Canbao.Tests.Recalculation;

/// <summary>
/// Reads a CSV stream (RFC 4180, UTF-8, with or without a byte order mark) block by block. A row is a line: no field may hold a line
/// break, so that a stray quote never swallows the rows behind it. The rows of one block stay readable until the next block is
/// filled; nothing is allocated per row.
/// </summary>
internal sealed class CsvBlockReader(Stream stream)
{
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
            if (length < 0 && !_ended && _end - _next <= CsvRow.MaxBytes) return false;
            var (start, whole) = (_next, length < 0 ? _end - _next : length);
            row.Line = Line;
            _insideLongLine = length < 0 && !_ended;
            Consume(length < 0 ? whole : whole + 1, length >= 0);
            if (whole > 0 && _buffer[start + whole - 1] == '\r') whole--;
            if (whole == 0) continue;
            if (whole > CsvRow.MaxBytes || _insideLongLine) row.SetTooLong(_buffer, start, whole);
            else row.Parse(_buffer, start, whole);
            return true;
        }
        return false;
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
