using System.Text;

namespace Canbao.Recalculation.Csv;

/// <summary>The fields of one row, as places in a buffer.</summary>
public sealed class CsvRow(int capacity)
{
    /// <summary>A longer line is no row.</summary>
    public const int MaxBytes = 1 << 16;

    private readonly int[] _start = new int[capacity], _length = new int[capacity];
    private readonly bool[] _hasEscapes = new bool[capacity];
    private byte[] _buffer = [];
    private int _lineStart, _lineLength;

    /// <summary>How many fields the row has; those beyond the capacity were not kept.</summary>
    public int Count { get; private set; }

    /// <summary>The line of the row, from 1.</summary>
    public long Line { get; internal set; }

    /// <summary>Why the line is no CSV row; null if it is one.</summary>
    public string? Problem { get; private set; }

    /// <summary>The whole line as it came, if no field was unescaped.</summary>
    public ReadOnlySpan<byte> Whole => _buffer.AsSpan(_lineStart, _lineLength);

    /// <summary>A field's bytes, unescaped. The row must have as many fields.</summary>
    public ReadOnlySpan<byte> this[int field] => _buffer.AsSpan(_start[field], _length[field]);

    /// <summary>A field as text; bytes that are not UTF-8 become replacement characters.</summary>
    public string Text(int field) => Encoding.UTF8.GetString(this[field]);

    /// <summary>Finds the fields of one line, without its line end; pairs of quotes become one where they stand in the buffer.</summary>
    public void Parse(byte[] buffer, int start, int length)
    {
        Begin(buffer, start, length);
        Problem = ProblemOf(start, start + length);
    }

    /// <summary>Stands for a line of which this is only the beginning, or that is too long altogether.</summary>
    public void SetTooLong(byte[] buffer, int start, int length)
    {
        Begin(buffer, start, length);
        Problem = $"the line is longer than {MaxBytes} bytes";
    }

    private void Begin(byte[] buffer, int start, int length)
    {
        (_buffer, _lineStart, _lineLength) = (buffer, start, length);
        Count = 0;
    }

    /// <summary>What is wrong with the line, if it is no CSV row.</summary>
    private string? ProblemOf(int position, int end)
    {
        while (true)
        {
            var quoted = position < end && _buffer[position] == '"';
            var after = quoted ? AfterQuoted(position + 1, end) : AfterPlain(position, end);
            if (after < 0) return quoted ? "a quoted field has no end in this line, or something stands behind its end" : "a quote stands inside a field";
            if (after == end) break;
            position = after + 1;
        }
        Unescape();
        return null;
    }

    /// <summary>The place of the comma behind the field, or the end of the line; negative if the field is not well formed.</summary>
    private int AfterPlain(int start, int end)
    {
        var field = _buffer.AsSpan(start, end - start);
        var length = field.IndexOfAny((byte)',', (byte)'"');
        if (length >= 0 && field[length] == '"') return -1;
        if (length < 0) length = field.Length;
        Add(start, length);
        return start + length;
    }

    private int AfterQuoted(int start, int end)
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
        Add(start, at - start, escapes);
        return at + 1;
    }

    private void Add(int start, int length, bool hasEscapes = false)
    {
        if (Count < _start.Length) (_start[Count], _length[Count], _hasEscapes[Count]) = (start, length, hasEscapes);
        Count++;
    }

    private void Unescape()
    {
        for (var field = 0; field < Math.Min(Count, _start.Length); field++)
            if (_hasEscapes[field]) _length[field] = Unescape(_buffer.AsSpan(_start[field], _length[field]));
    }

    private static int Unescape(Span<byte> field)
    {
        var to = 0;
        for (var from = 0; from < field.Length; from++)
        {
            field[to++] = field[from];
            if (field[from] == '"') from++;
        }
        return to;
    }
}
