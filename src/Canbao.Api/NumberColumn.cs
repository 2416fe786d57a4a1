namespace Canbao.Api;

/// <summary>A growing column of numbers. Its memory stays when it is cleared, so that a column used again allocates nothing.</summary>
public sealed class NumberColumn
{
    /// <summary>How many values are kept at the most; further ones are only counted. No service takes as many residents in one batch.</summary>
    public const int MaxKept = 1 << 20;

    private uint[] _values = [];
    private int _kept;

    /// <summary>How many values were added.</summary>
    public int Count { get; private set; }

    /// <summary>The values; good until the next one is added.</summary>
    public ReadOnlySpan<uint> Values => _values.AsSpan(0, _kept);

    /// <summary>The values; good until the next one is added.</summary>
    public ReadOnlyMemory<uint> Memory => _values.AsMemory(0, _kept);

    internal bool HasMoreThanIsKept => Count > _kept;

    internal long MemoryBytes => sizeof(uint) * (long)_values.Length;

    /// <summary>Forgets the values.</summary>
    public void Clear() => Count = _kept = 0;

    /// <summary>Adds one value.</summary>
    public void Add(uint value)
    {
        Count++;
        if (_kept == _values.Length && !Grow(1)) return;
        _values[_kept++] = value;
    }

    /// <summary>Adds values.</summary>
    public void Add(ReadOnlySpan<uint> values)
    {
        var room = Extend(values.Length);
        values[..room.Length].CopyTo(room);
    }

    /// <summary>Room for so many further values, which the caller sets, or for as many of them as are kept. They are not zero.</summary>
    internal Span<uint> Extend(int count)
    {
        Count += count;
        if (_values.Length - _kept < count) Grow(count);
        var room = _values.AsSpan(_kept, Math.Min(count, _values.Length - _kept));
        _kept += room.Length;
        return room;
    }

    private bool Grow(int count)
    {
        var wanted = Math.Min(MaxKept, Math.Max((long)_kept + count, 2L * _values.Length));
        if (wanted > _values.Length) Array.Resize(ref _values, (int)Math.Max(wanted, 16));
        return _kept < _values.Length;
    }
}
