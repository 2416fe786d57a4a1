using Canbao.Api.Wire;
using Microsoft.Win32.SafeHandles;

namespace Canbao.Recalculation.Settlement;

/// <summary>Reads one sorted list of duplicates from a part of a file, entry by entry.</summary>
internal sealed class DuplicateRunReader(SafeFileHandle file, long from, long to)
{
    private const int Numbers = 7;

    private byte[] _buffer = new byte[1 << 13];
    private int _at, _filled;
    private long _next = from;

    public DuplicateId Current { get; private set; } = new([], [], default, default, 0);

    /// <summary>Room that one entry needs at most.</summary>
    public static int MostBytes(DuplicateId duplicate) => duplicate.Id.Length + duplicate.FirstId.Length + (Numbers * Varint.MaxBytes);

    public static int Write(Span<byte> place, DuplicateId duplicate)
    {
        var length = 0;
        foreach (var id in (ReadOnlySpan<byte[]>)[duplicate.Id, duplicate.FirstId])
        {
            length += Varint.Write(place[length..], (ulong)id.Length);
            id.CopyTo(place[length..]);
            length += id.Length;
        }
        foreach (var number in (ReadOnlySpan<long>)[duplicate.First.Source, duplicate.First.Row, duplicate.Again.Source, duplicate.Again.Row, duplicate.Times])
            length += Varint.Write(place[length..], (ulong)number);
        return length;
    }

    /// <summary>False at the end of the list.</summary>
    public bool Read()
    {
        while (!TryParse())
        {
            if (_next == to && _at == _filled) return false;
            Fill();
        }
        return true;
    }

    private bool TryParse()
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(_at, _filled - _at);
        if (!TryBytes(ref rest, out var id) || !TryBytes(ref rest, out var firstId)) return false;
        if (!(Varint.TryRead(ref rest, out var source) && Varint.TryRead(ref rest, out var row) && Varint.TryRead(ref rest, out var sourceAgain)
            && Varint.TryRead(ref rest, out var rowAgain) && Varint.TryRead(ref rest, out var times))) return false;
        Current = new(id.ToArray(), firstId.ToArray(), new((int)source, (long)row), new((int)sourceAgain, (long)rowAgain), (long)times);
        _at = _filled - rest.Length;
        return true;
    }

    private static bool TryBytes(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!Varint.TryRead(ref rest, out var length) || (ulong)rest.Length < length) return false;
        bytes = rest[..(int)length];
        rest = rest[(int)length..];
        return true;
    }

    /// <summary>What has not been understood yet moves to the beginning, and more comes behind it.</summary>
    private void Fill()
    {
        if (_at == 0 && _filled == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
        _buffer.AsSpan(_at, _filled - _at).CopyTo(_buffer);
        (_at, _filled) = (0, _filled - _at);
        var wanted = (int)Math.Min(_buffer.Length - _filled, to - _next);
        var read = wanted == 0 ? 0 : RandomAccess.Read(file, _buffer.AsSpan(_filled, wanted), _next);
        if (read == 0) throw new InvalidDataException($"the list of duplicates ends too early, at byte {_next}");
        (_filled, _next) = (_filled + read, _next + read);
    }
}
