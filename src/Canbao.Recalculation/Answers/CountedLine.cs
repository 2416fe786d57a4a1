using Canbao.Recalculation.Differences;
using Canbao.V1;

namespace Canbao.Recalculation.Answers;

/// <summary>Answers that differ in nothing that is counted or paid, and their residents by tier.</summary>
/// <param name="quote">One of them, without its dates.</param>
/// <param name="difference">What a comparison has shown for all of them; null if there was none.</param>
internal sealed class CountedLine(Quote quote, CountedDifference? difference)
{
    private long[] _residents = new long[4];

    /// <summary>One resident more who has this answer and a tier of this number.</summary>
    public void Add(int tier)
    {
        if (tier >= _residents.Length) Array.Resize(ref _residents, 2 * tier);
        _residents[tier]++;
    }

    /// <summary>Puts what was counted into the totals and counts from 0 again.</summary>
    public void Take(PartTotals totals, TierNumbers tiers)
    {
        for (var tier = 0; tier < _residents.Length; tier++)
        {
            if (_residents[tier] == 0) continue;
            totals.Add(quote, tiers[tier], _residents[tier]);
            difference?.Count(totals.Differences, _residents[tier]);
        }
        Array.Clear(_residents);
    }
}
