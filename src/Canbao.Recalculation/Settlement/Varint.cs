namespace Canbao.Recalculation.Settlement;

/// <summary>Numbers from 0 as 7 bits a byte, the lowest first; a set high bit says that more follow.</summary>
internal static class Varint
{
    public const int MaxBytes = 10;

    /// <summary>How many bytes were written.</summary>
    public static int Write(Span<byte> place, ulong value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7) place[length++] = (byte)(value & 0x7F | 0x80);
        place[length] = (byte)value;
        return length + 1;
    }

    /// <summary>Takes a number from the beginning. False if it does not end in the bytes.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var i = 0; i < bytes.Length && i < MaxBytes; i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] >= 0x80) continue;
            bytes = bytes[(i + 1)..];
            return true;
        }
        return false;
    }
}
