using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Canbao.Api.Wire;

/// <summary>
/// Finds the numbers of things by their hashes; the things themselves are kept by whoever asks. Hashes are seeded: what is numbered was
/// sent by somebody.
/// </summary>
internal sealed class Numbering
{
    private static readonly ulong Multiplier = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;

    // Numbers are kept plus one, so that a cleared table is empty. Half of it at the most is filled.
    private (uint Hash, int Number)[] _slots = new (uint, int)[64];
    private int _count;

    public long MemoryBytes => 8L * _slots.Length;

    public static uint Hash(uint value) => unchecked((uint)((value * Multiplier) >> 32));

    public static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var pairs = unchecked((uint)string.GetHashCode(MemoryMarshal.Cast<byte, char>(bytes)));
        return (bytes.Length & 1) == 0 ? pairs : BitOperations.RotateLeft(pairs, 8) ^ Hash(bytes[^1]);
    }

    public void Clear()
    {
        if (_count > 0) Array.Clear(_slots);
        _count = 0;
    }

    /// <summary>Where the search for a hash begins.</summary>
    public int Start(uint hash) => (int)(hash & (uint)(_slots.Length - 1));

    /// <summary>The next number with this hash, or -1 if there is none; then the place is where it may be added.</summary>
    public int Next(uint hash, ref int place)
    {
        while (true)
        {
            var (found, number) = _slots[place];
            if (number == 0) return -1;
            place = (place + 1) & (_slots.Length - 1);
            if (found == hash) return number - 1;
        }
    }

    /// <summary>Adds a number at the place where its search has ended.</summary>
    public void Add(uint hash, int number, int place)
    {
        _slots[place] = (hash, number + 1);
        if (2 * ++_count > _slots.Length) Grow();
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new (uint, int)[2 * old.Length];
        foreach (var slot in old)
        {
            if (slot.Number == 0) continue;
            var place = Start(slot.Hash);
            while (_slots[place].Number != 0) place = (place + 1) & (_slots.Length - 1);
            _slots[place] = slot;
        }
    }
}
