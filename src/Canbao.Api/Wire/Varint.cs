using System.Numerics;
using System.Runtime.CompilerServices;

namespace Canbao.Api.Wire;

/// <summary>Numbers from 0 as protobuf has them: 7 bits a byte, the lowest first; a set high bit says that more follow.</summary>
internal static class Varint
{
    public const int MaxBytes = 10;

    /// <summary>How many bytes a number has.</summary>
    public static int SizeOf(ulong value) => value == 0 ? 1 : (70 - BitOperations.LeadingZeroCount(value)) / 7;

    /// <summary>How many bytes were written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(Span<byte> place, ulong value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7) place[length++] = (byte)(value & 0x7F | 0x80);
        place[length] = (byte)value;
        return length + 1;
    }

    /// <summary>Takes a number from the beginning. False, and nothing is taken, if it does not end in the bytes or has more than 64 bits.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var i = 0; i < bytes.Length && i < MaxBytes; i++)
        {
            // The tenth byte has room for one bit.
            if (i == MaxBytes - 1 && bytes[i] > 1) return false;
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] >= 0x80) continue;
            bytes = bytes[(i + 1)..];
            return true;
        }
        return false;
    }
}
