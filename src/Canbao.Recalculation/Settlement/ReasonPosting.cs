namespace Canbao.Recalculation.Settlement;

/// <summary>A number of residents that is still counted.</summary>
internal sealed class ResidentCount
{
    public long Residents { get; set; }
}

/// <summary>Where residents with one quote are counted by reason.</summary>
public sealed class ReasonPosting
{
    private readonly ResidentCount[] _counts;

    internal ReasonPosting(ResidentCount[] counts) => _counts = counts;

    public void Add(long residents)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(residents);
        foreach (var count in _counts) count.Residents += residents;
    }
}
