using System.Numerics;
using System.Runtime.InteropServices;

namespace Canbao.Engine;

/// <summary>Looks through whole columns, several values at a time.</summary>
internal static class ColumnScan
{
    /// <summary>Whether every value is less than a limit.</summary>
    public static bool AllBelow(ReadOnlySpan<uint> column, uint limit)
    {
        if (column.IsEmpty) return true;
        var most = Vector<uint>.Zero;
        foreach (var values in MemoryMarshal.Cast<uint, Vector<uint>>(column)) most = Vector.Max(most, values);
        var tail = column[(column.Length - column.Length % Vector<uint>.Count)..];
        var max = 0u;
        for (var i = 0; i < Vector<uint>.Count; i++) max = Math.Max(max, most[i]);
        foreach (var value in tail) max = Math.Max(max, value);
        return max < limit;
    }

    /// <summary>Writes the places at which any of the columns is not 0, and says how many they are. A column may be empty.</summary>
    public static int NotZero(ReadOnlySpan<uint> first, ReadOnlySpan<uint> second, ReadOnlySpan<uint> third, Span<int> places)
    {
        var count = 0;
        var length = places.Length;
        for (var from = 0; from < length; from += Vector<uint>.Count)
        {
            var width = Math.Min(Vector<uint>.Count, length - from);
            if (width == Vector<uint>.Count && (At(first, from) | At(second, from) | At(third, from)) == Vector<uint>.Zero) continue;
            for (var i = from; i < from + width; i++)
                if ((One(first, i) | One(second, i) | One(third, i)) != 0) places[count++] = i;
        }
        return count;
    }

    private static Vector<uint> At(ReadOnlySpan<uint> column, int from) => column.IsEmpty ? Vector<uint>.Zero : new Vector<uint>(column[from..]);

    private static uint One(ReadOnlySpan<uint> column, int at) => column.IsEmpty ? 0 : column[at];
}
