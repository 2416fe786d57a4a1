using Canbao.Recalculation.Blocks;

namespace Canbao.Recalculation.Tables;

/// <summary>A way to read the rows of a relation piece by piece, the same pieces every time.</summary>
internal interface ITableRows : IDisposable
{
    /// <summary>How much there is, in the unit of the offsets; 0 if that is not known.</summary>
    long Whole { get; }

    /// <summary>Fills the block, and gives the offset behind it; false at the end.</summary>
    bool Read(Block block, long offset, long end, out long next);
}
