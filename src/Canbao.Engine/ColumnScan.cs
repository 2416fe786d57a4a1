using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
