using System.Numerics;
using System.Runtime.CompilerServices;

namespace Canbao.Api.Wire;

/// <summary>
/// Reads the plain form of protobuf: tags of one byte, numbers that fit into their field, lengths that fit into the message. What is not plain
/// may still be a message; every method says so by false, and whoever reads then asks the generated parser.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool AtEnd => _rest.IsEmpty;

    public readonly int Left => _rest.Length;

    /// <summary>A tag, or 0 where it is none of one byte.</summary>
    public byte Tag()
    {
        var tag = _rest[0];
        _rest = _rest[1..];
        return tag < 0x80 ? tag : (byte)0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryNumber(out uint value)
    {
        if (_rest.Length > 0 && _rest[0] < 0x80)
        {
            value = _rest[0];
            _rest = _rest[1..];
            return true;
        }
        return TryLongNumber(out value);
    }

    public bool TryFixed(out uint value)
    {
        value = 0;
        if (_rest.Length < sizeof(uint)) return false;
        value = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(_rest);
        _rest = _rest[sizeof(uint)..];
        return true;
    }

    public bool TryNumber64(out ulong value) => Varint.TryRead(ref _rest, out value);

    /// <summary>The content of a field with a length.</summary>
    public bool TryBytes(out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!TryNumber(out var length) || length > (uint)_rest.Length) return false;
        bytes = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return true;
    }

    /// <summary>Two to five bytes; a number of more than 32 bits is not plain.</summary>
    private bool TryLongNumber(out uint value)
    {
        if (!TryNumber64(out var wide) || wide > uint.MaxValue)
        {
            value = 0;
            return false;
        }
        value = (uint)wide;
        return true;
    }
}
