using Canbao.Engine;

namespace Canbao.Recalculation.Differences;

/// <summary>A profile under a baseline.</summary>
/// <param name="IsCovered">False if the baseline is another region's: then the rest means nothing.</param>
/// <param name="Years">By so many the dates move from the profile's year to the baseline's.</param>
/// <param name="Profile">The plan, or what the baseline does not take of it.</param>
internal sealed record BaselineProfile(bool IsCovered, int Years, BatchProfile Profile)
{
    public static readonly BaselineProfile NotCovered = new(false, 0, default);
}
