using System.Buffers.Binary;
using Canbao.Policies;

namespace Canbao.Recalculation;

/// <summary>The days that were met so far, numbered in the order in which they were; and days read from their eight digits at once.</summary>
internal sealed class DayIndex
{
    private const int DaysOfMonth = 31, DaysOfYear = 12 * DaysOfMonth, Slots = (WireDate.LastYear - WireDate.FirstYear + 1) * DaysOfYear;

    // By year, month and day: 0 not met yet, otherwise one more than the number.
    private readonly int[] _numbers = new int[Slots];
    private uint[] _days = new uint[16];
    private int _count;

    /// <summary>All of them, yyyymmdd.</summary>
    public ReadOnlyMemory<uint> Days => _days.AsMemory(0, _count);

    /// <summary>The number of a day, yyyymmdd; it must be one.</summary>
    public uint IndexOf(uint day)
    {
        ref var number = ref _numbers[Slot(day)];
        if (number > 0) return (uint)number - 1;
        if (_count == _days.Length) Array.Resize(ref _days, 2 * _count);
        _days[_count++] = day;
        number = _count;
        return (uint)_count - 1;
    }

    /// <summary>Reads a day that has been met before. False for any other one, and for what is none: that must be read with more care.</summary>
    public bool TryRead(ReadOnlySpan<byte> field, out uint day)
    {
        day = 0;
        if (field.Length != sizeof(ulong) || !TryDigits(BinaryPrimitives.ReadUInt64LittleEndian(field), out day)) return false;
        var slot = Slot(day);
        return slot < Slots && _numbers[slot] > 0 && _days[_numbers[slot] - 1] == day;
    }

    // Days that do not exist may share the slot of one that does.
    private static uint Slot(uint day)
    {
        unchecked
        {
            return (day / 10_000 - WireDate.FirstYear) * DaysOfYear + (day / 100 % 100 - 1) * DaysOfMonth + day % 100 - 1;
        }
    }

    /// <summary>Eight digits, the first one in the lowest byte: pairs, then fours, then all eight are put together by one multiplication each.</summary>
    private static bool TryDigits(ulong text, out uint value)
    {
        unchecked
        {
            var digits = text - 0x3030_3030_3030_3030;
            value = 0;
            if ((((digits + 0x7676_7676_7676_7676) | digits | text) & 0x8080_8080_8080_8080) != 0) return false;
            var pairs = digits * 10 + (digits >> 8);
            value = (uint)(((pairs & 0x0000_00FF_0000_00FF) * 0x000F_4240_0000_0064
                + ((pairs >> 16) & 0x0000_00FF_0000_00FF) * 0x0000_2710_0000_0001) >> 32);
            return true;
        }
    }
}
