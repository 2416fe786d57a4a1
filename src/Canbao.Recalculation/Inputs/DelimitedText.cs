using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Csv;

namespace Canbao.Recalculation.Inputs;

/// <summary>
/// A text in UTF-8 whose fields another sign separates, as one with commas: a field that holds a comma gets quotes. Lines stay lines, and what is no
/// well-formed field stays none.
/// </summary>
internal sealed class DelimitedText(Stream source, byte[] delimiter) : ForwardStream
{
    private const int BlockBytes = 1 << 16;

    private readonly byte[] _in = new byte[BlockBytes];
    private readonly OutputBuffer _out = new(), _field = new();
    private int _next, _end;
    private bool _ended, _isQuoted, _afterQuote;

    public override int Read(Span<byte> buffer)
    {
        while (_next == _out.Length && !_ended) Fill();
        var length = Math.Min(buffer.Length, _out.Length - _next);
        _out.Written.Slice(_next, length).CopyTo(buffer);
        _next += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) source.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Converts the next block. The beginning of a delimiter at its end waits for the next one.</summary>
    private void Fill()
    {
        _out.Clear();
        _next = 0;
        var read = source.Read(_in, _end, _in.Length - _end);
        _ended = read == 0;
        _end += read;
        var used = 0;
        while (used < _end && (_ended || _end - used >= delimiter.Length)) used += Take(_in.AsSpan(used, _end - used));
        if (_ended) EndField();
        _in.AsSpan(used, _end - used).CopyTo(_in);
        _end -= used;
    }

    /// <summary>How many bytes were taken.</summary>
    private int Take(ReadOnlySpan<byte> rest)
    {
        var value = rest[0];
        if (value == '\n')
        {
            // A row is a line: a quote that was left open ends with it.
            EndField();
            _out.Add(value);
            return 1;
        }
        if ((!_isQuoted || _afterQuote) && rest.StartsWith(delimiter))
        {
            EndField();
            _out.Add((byte)',');
            return delimiter.Length;
        }
        if (_field.Length == 0 && value == '"') _isQuoted = true;
        else if (_isQuoted) _afterQuote = value == '"' && !_afterQuote;
        _field.Add(value);
        return 1;
    }

    private void EndField()
    {
        var field = _field.Written;
        var isReturned = field.EndsWith("\r"u8);
        var bare = isReturned ? field[..^1] : field;
        // One that is quoted already stays as it is, and so does one that no quotes would make well formed.
        if (_isQuoted || field.Length > CsvRow.MaxBytes || bare.Contains((byte)'"') || !bare.Contains((byte)',')) _out.Add(field);
        else
        {
            CsvText.AddField(_out, bare);
            if (isReturned) _out.Add((byte)'\r');
        }
        _field.Clear();
        (_isQuoted, _afterQuote) = (false, false);
    }
}
