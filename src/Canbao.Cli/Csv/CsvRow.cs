using System.Text;

namespace Canbao.Cli.Csv;

/// <summary>The fields of one row, as places in the reader's block.</summary>
public sealed class CsvRow(int capacity)
{
    private readonly int[] _start = new int[capacity], _length = new int[capacity];
    private readonly bool[] _hasEscapes = new bool[capacity];
    private byte[] _buffer = [];

    /// <summary>How many fields the row has; there may be more than were kept.</summary>
    public int Count { get; private set; }

    /// <summary>The line on which the row begins, from 1.</summary>
    public long Line { get; internal set; }

    /// <summary>True if a quoted field of the row has no end, or something stands behind its end.</summary>
    public bool IsMalformed { get; internal set; }

    /// <summary>A field's bytes, unescaped. The row must have as many fields.</summary>
    public ReadOnlySpan<byte> this[int field] => _buffer.AsSpan(_start[field], _length[field]);

    /// <summary>A field as text; bytes that are not UTF-8 become replacement characters.</summary>
    public string Text(int field) => Encoding.UTF8.GetString(this[field]);

    internal void Begin(byte[] buffer)
    {
        _buffer = buffer;
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
