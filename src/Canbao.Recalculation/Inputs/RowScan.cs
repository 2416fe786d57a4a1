using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Canbao.Recalculation.Inputs;

/// <summary>Finds the commas and line ends of some rows at once, 64 bytes at a time; they stay in the nearest cache.</summary>
internal sealed class RowScan
{
    /// <summary>As many bytes are looked at together.</summary>
    public const int Window = 1 << 14;

    private const int Step = 64;

    private readonly int[] _separators = new int[Window + Step];
    private readonly int[] _rowEnds = new int[Window + Step];

    /// <summary>Places of commas and line ends in the window, ascending.</summary>
    public ReadOnlySpan<int> Separators => _separators;

    /// <summary>Which of the separators are line ends.</summary>
    public ReadOnlySpan<int> RowEnds => _rowEnds.AsSpan(0, Rows);

    public int Rows { get; private set; }

    /// <summary>The place of the first quote in the window, or its length.</summary>
    public int FirstQuote { get; private set; }

    /// <summary>Looks through a window.</summary>
    /// <param name="window">Behind it there must be <see cref="Blocks.Block.Padding"/> bytes that may be read.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Scan(ReadOnlySpan<byte> window)
    {
        var (commas, lines, quotes) = (Vector512.Create((byte)','), Vector512.Create((byte)'\n'), Vector512.Create((byte)'"'));
        ref var first = ref MemoryMarshal.GetReference(window);
        var (separators, rows, firstQuote) = (0, 0, window.Length);
        for (var at = 0; at < window.Length; at += Step)
        {
            var bytes = Vector512.LoadUnsafe(ref first, (nuint)at);
            var known = window.Length - at >= Step ? ulong.MaxValue : (1UL << (window.Length - at)) - 1;
            var ends = Vector512.Equals(bytes, lines).ExtractMostSignificantBits() & known;
            var all = ends | (Vector512.Equals(bytes, commas).ExtractMostSignificantBits() & known);
            var quoted = Vector512.Equals(bytes, quotes).ExtractMostSignificantBits() & known;
            if (quoted != 0) firstQuote = Math.Min(firstQuote, at + BitOperations.TrailingZeroCount(quoted));
            for (; ends != 0; ends &= ends - 1)
                _rowEnds[rows++] = separators + BitOperations.PopCount(all & LowerThanLowest(ends));
            for (; all != 0; all &= all - 1) _separators[separators++] = at + BitOperations.TrailingZeroCount(all);
        }
        (Rows, FirstQuote) = (rows, firstQuote);
    }

    private static ulong LowerThanLowest(ulong bits) => (1UL << BitOperations.TrailingZeroCount(bits)) - 1;
}
