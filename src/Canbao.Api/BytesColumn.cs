using System.Buffers;

namespace Canbao.Api;

/// <summary>A growing column of byte strings that lie in one buffer. Its memory stays when it is cleared.</summary>
public sealed class BytesColumn
{
    private byte[] _buffer = [];
    private int _filled;
    private (int Start, int Length)[] _places = [];

    /// <summary>How many strings were added; no more than <see cref="NumberColumn.MaxKept"/> of them are kept.</summary>
    public int Count { get; private set; }

    /// <summary>One of the strings; good until the next one is added.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var (start, length) = _places.AsSpan(0, Kept)[index];
            return _buffer.AsSpan(start, length);
        }
    }

    /// <summary>How many bytes the strings have together.</summary>
    public long TotalBytes { get; private set; }

    internal long MemoryBytes => _buffer.Length + 8L * _places.Length;

    internal int Kept => Math.Min(Count, NumberColumn.MaxKept);

    /// <summary>Forgets the strings.</summary>
    public void Clear()
    {
        Count = _filled = 0;
        TotalBytes = 0;
    }

    /// <summary>Adds a copy of a string.</summary>
    public void Add(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Extend(bytes.Length));

    /// <summary>Adds a string of this length, which the caller sets.</summary>
    public Span<byte> Extend(int length)
    {
        var start = _filled;
        var room = Room(length);
        AddPlace(start, length);
        return room;
    }

    /// <summary>Takes a whole message in. Its parts become strings by <see cref="AddPlace"/>.</summary>
    internal ReadOnlySpan<byte> Load(in ReadOnlySequence<byte> message)
    {
        Clear();
        var room = Room((int)message.Length);
        message.CopyTo(room);
        return room;
    }

    /// <summary>Adds a part of the buffer as a string.</summary>
    internal void AddPlace(int start, int length)
    {
        TotalBytes += length;
        if (Count++ >= NumberColumn.MaxKept) return;
        if (Count > _places.Length) Array.Resize(ref _places, Math.Max(16, 2 * _places.Length));
        _places[Count - 1] = (start, length);
    }

    private Span<byte> Room(int length)
    {
        if (_buffer.Length - _filled < length) Array.Resize(ref _buffer, Math.Max(checked(_filled + length), 2 * _buffer.Length));
        var room = _buffer.AsSpan(_filled, length);
        _filled += length;
        return room;
    }
}
