namespace Canbao.Recalculation.Blocks;

/// <summary>Makes the outputs of blocks. One thread, but for <see cref="TakeCounts"/>, which is called while it waits.</summary>
internal interface IBlockWorker : IDisposable
{
    void Process(Block block);

    /// <summary>Puts the residents who were answered since the last time into the totals.</summary>
    void TakeCounts(PartTotals totals);
}
