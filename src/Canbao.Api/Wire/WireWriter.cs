using System.Buffers;
using System.Buffers.Binary;

namespace Canbao.Api.Wire;

/// <summary>Writes protobuf to an output piece by piece. <see cref="Flush"/> hands the last piece over.</summary>
internal ref struct WireWriter(IBufferWriter<byte> output)
{
    /// <summary>What a pipe has as one piece without renting more.</summary>
    public const int PieceBytes = 4000;

    private Span<byte> _piece;
    private int _filled;

    /// <summary>A tag of one byte and a number; nothing where the number is 0, as the contract's proto3 has it.</summary>
    public void NumberField(byte tag, ulong value)
    {
        if (value == 0) return;
        Tag(tag);
        Number(value);
    }

    /// <summary>A tag of one byte, a length and bytes; nothing where there are none.</summary>
    public void BytesField(byte tag, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty) Message(tag, bytes);
    }

    /// <summary>A tag of one byte, a length and bytes, even if there are none: an element, or a message that is present.</summary>
    public void Message(byte tag, ReadOnlySpan<byte> bytes)
    {
        Tag(tag);
        Number((uint)bytes.Length);
        Bytes(bytes);
    }

    public void Tag(byte tag)
    {
        Room(1)[0] = tag;
        _filled++;
    }

    public void Number(ulong value)
    {
        // Making room may begin a new piece: what is filled is read after that.
        var length = Varint.Write(Room(Varint.MaxBytes), value);
        _filled += length;
    }

    public void Fixed(ReadOnlySpan<uint> values)
    {
        for (; !values.IsEmpty;)
        {
            var room = Room(sizeof(uint));
            var count = Math.Min(values.Length, room.Length / sizeof(uint));
            if (BitConverter.IsLittleEndian) System.Runtime.InteropServices.MemoryMarshal.AsBytes(values[..count]).CopyTo(room);
            else for (var i = 0; i < count; i++) BinaryPrimitives.WriteUInt32LittleEndian(room[(i * sizeof(uint))..], values[i]);
            _filled += count * sizeof(uint);
            values = values[count..];
        }
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        for (; !bytes.IsEmpty;)
        {
            var room = Room(1);
            var count = Math.Min(bytes.Length, room.Length);
            bytes[..count].CopyTo(room);
            _filled += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>The rest of the piece, with room for at least so many bytes.</summary>
    public Span<byte> Room(int bytes)
    {
        if (_piece.Length - _filled < bytes)
        {
            Flush();
            _piece = output.GetSpan(Math.Max(bytes, 1));
        }
        return _piece[_filled..];
    }

    public void Advance(int bytes) => _filled += bytes;

    public void Flush()
    {
        if (_filled > 0) output.Advance(_filled);
        _piece = default;
        _filled = 0;
    }
}
