using System.Text;

namespace Canbao.Cli.Csv;

/// <summary>The fields of one row, as places in the reader's block.</summary>
public sealed class CsvRow(int capacity)
{
    private readonly int[] _start = new int[capacity], _length = new int[capacity];
    private readonly bool[] _hasEscapes = new bool[capacity];
    private byte[] _buffer = [];
    private int _lineStart, _lineLength;

    /// <summary>How many fields the row has; those beyond the capacity were not kept.</summary>
    public int Count { get; private set; }

    /// <summary>The line of the row, from 1.</summary>
    public long Line { get; internal set; }

    /// <summary>Why the line is no CSV row; null if it is one.</summary>
    public string? Problem { get; internal set; }

    /// <summary>The whole line as it came, if no field was unescaped.</summary>
    public ReadOnlySpan<byte> Whole => _buffer.AsSpan(_lineStart, _lineLength);

    /// <summary>A field's bytes, unescaped. The row must have as many fields.</summary>
    public ReadOnlySpan<byte> this[int field] => _buffer.AsSpan(_start[field], _length[field]);

    /// <summary>A field as text; bytes that are not UTF-8 become replacement characters.</summary>
    public string Text(int field) => Encoding.UTF8.GetString(this[field]);

    internal void Begin(byte[] buffer, int start, int length)
    {
        (_buffer, _lineStart, _lineLength) = (buffer, start, length);
        Count = 0;
    }

    internal void Add(int start, int length, bool hasEscapes = false)
    {
        if (Count < _start.Length) (_start[Count], _length[Count], _hasEscapes[Count]) = (start, length, hasEscapes);
        Count++;
    }

    /// <summary>Pairs of quotes become one, where they stand in the block.</summary>
    internal void Unescape()
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
