namespace Canbao.Recalculation.Settlement;

/// <summary>Where a spill stands, for a checkpoint.</summary>
/// <param name="Length">Bytes of the file that count; what lies behind them will be written again.</param>
/// <param name="Ids">How many ids the file holds.</param>
/// <param name="Empty">Residents without an id; they are nobody's duplicates.</param>
public readonly record struct IdSpillState(long Length, long Ids, long Empty);
