using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Canbao.Policies;

namespace Canbao.Engine;

/// <summary>Looks through whole columns, sixteen values at a time.</summary>
internal static class ColumnScan
{
    /// <summary>Whether every value is less than a limit.</summary>
    public static bool AllBelow(ReadOnlySpan<uint> column, uint limit)
    {
        var (most, max) = (Vector512<uint>.Zero, 0u);
        ref var values = ref MemoryMarshal.GetReference(column);
        var i = 0;
        for (; i <= column.Length - Vector512<uint>.Count; i += Vector512<uint>.Count)
            most = Vector512.Max(most, Vector512.LoadUnsafe(ref values, (nuint)i));
        for (var lane = 0; lane < Vector512<uint>.Count; lane++) max = Math.Max(max, most[lane]);
        for (; i < column.Length; i++) max = Math.Max(max, column[i]);
        return max < limit || column.IsEmpty;
    }

    /// <summary>Whether every value is a date in wire form, or 0 for none.</summary>
    public static bool AreDates(ReadOnlySpan<uint> column)
    {
        var bad = Vector256<int>.Zero;
        ref var values = ref MemoryMarshal.GetReference(column);
        var i = 0;
        for (; i <= column.Length - Vector256<uint>.Count; i += Vector256<uint>.Count)
            bad |= NoDates(Vector256.LoadUnsafe(ref values, (nuint)i).AsInt32());
        var good = bad == Vector256<int>.Zero;
        for (; i < column.Length; i++) good &= column[i] == 0 || WireDate.TryParse(column[i], out _);
        return good;
    }

    /// <summary>All bits set where a value is neither 0 nor a calendar day of the years that are allowed.</summary>
    private static Vector256<int> NoDates(Vector256<int> value)
    {
        var (months, day) = ByHundred(value);
        var (year, month) = ByHundred(months);
        var isLeap = Vector256.Equals(year & Vector256.Create(3), Vector256<int>.Zero)
            & ~Vector256.Equals(year, Vector256.Create(1900)) & ~Vector256.Equals(year, Vector256.Create(2100));
        // 31 days in the odd months up to July and the even ones from August on.
        var length = Vector256.Create(30) + ((month + (month >> 3)) & Vector256<int>.One);
        length = Vector256.ConditionalSelect(Vector256.Equals(month, Vector256.Create(2)), Vector256.Create(28) - isLeap, length);
        var isOutside = Vector256.LessThan(year, Vector256.Create(WireDate.FirstYear)) | Vector256.GreaterThan(year, Vector256.Create(WireDate.LastYear))
            | Vector256.LessThan(month, Vector256<int>.One) | Vector256.GreaterThan(month, Vector256.Create(12))
            | Vector256.LessThan(day, Vector256<int>.One) | Vector256.GreaterThan(day, length);
        return isOutside & ~Vector256.Equals(value, Vector256<int>.Zero);
    }

    /// <summary>Quotient and rest; of numbers far above all dates something that is no part of a date.</summary>
    private static (Vector256<int> Quotient, Vector256<int> Remainder) ByHundred(Vector256<int> value)
    {
        // A quarter of a date in wire form is exact as a float; the quotient may then be off by one.
        var hundred = Vector256.Create(100);
        var quotient = Vector256.ConvertToInt32(Vector256.ConvertToSingle(value >>> 2) * (1f / 25));
        var rest = value - quotient * hundred;
        var below = Vector256.LessThan(rest, Vector256<int>.Zero);
        var above = Vector256.GreaterThanOrEqual(rest, hundred);
        return (quotient + below - above, rest + (below & hundred) - (above & hundred));
    }

    /// <summary>Writes the places at which any of the columns is not 0, and says how many they are. All are as long as the places.</summary>
    public static int NotZero(ReadOnlySpan<uint> first, ReadOnlySpan<uint> second, ReadOnlySpan<uint> third, Span<int> places)
    {
        ref var a = ref MemoryMarshal.GetReference(first[..places.Length]);
        ref var b = ref MemoryMarshal.GetReference(second[..places.Length]);
        ref var c = ref MemoryMarshal.GetReference(third[..places.Length]);
        var (count, i) = (0, 0);
        for (; i <= places.Length - Vector512<uint>.Count; i += Vector512<uint>.Count)
        {
            var any = Vector512.LoadUnsafe(ref a, (nuint)i) | Vector512.LoadUnsafe(ref b, (nuint)i) | Vector512.LoadUnsafe(ref c, (nuint)i);
            for (var rest = ~Vector512.Equals(any, Vector512<uint>.Zero).ExtractMostSignificantBits() & 0xFFFF; rest != 0; rest &= rest - 1)
                places[count++] = i + BitOperations.TrailingZeroCount(rest);
        }
        for (; i < places.Length; i++)
            if ((first[i] | second[i] | third[i]) != 0) places[count++] = i;
        return count;
    }
}
