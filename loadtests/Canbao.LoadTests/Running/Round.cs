using Canbao.LoadTests.Measuring;

namespace Canbao.LoadTests.Running;

/// <summary>One round: the whole of it, and its course in slices.</summary>
/// <param name="Unsent">Calls that were due and never sent, because too many were unanswered.</param>
internal sealed record Round(Interval Whole, IReadOnlyList<Slice> Slices, long Unsent)
{
    /// <summary>Right answers that were read beside a generator which does not look at them itself.</summary>
    public long Samples { get; init; }

    /// <summary>The largest that was seen.</summary>
    public double? ServerRssMb => Slices.Max(slice => slice.ServerRssMb);
}
