namespace Canbao.Recalculation.Blocks;

/// <summary>Where the next row of an input stands: what comes before it has been taken.</summary>
/// <param name="Offset">In the unit of the input: bytes of text, pages of a table, messages of a file.</param>
/// <param name="Row">The number of the next row or line, from 1.</param>
internal readonly record struct InputPosition(long Offset, long Row);
