using Canbao.Policies;
using Canbao.Policies.Interpretation;

namespace Canbao.Proofs;

/// <summary>Dates of one payment day: from the first to the last one of each source, both included.</summary>
internal readonly record struct DateBox(DayNumbers Low, DayNumbers High)
{
    private static readonly int s_first = new DateOnly(WireDate.FirstYear, 1, 1).DayNumber;

    /// <summary>Everything that may be given with a payment of this day.</summary>
    public static DateBox Whole(int payment)
    {
        var (low, high) = (DayNumbers.First, DayNumbers.First);
        (low[DateSource.Payment], high[DateSource.Payment]) = (payment, payment);
        // Nobody is born behind the payment, and no circumstance happens there.
        (high[DateSource.Birth], high[DateSource.Event], high[DateSource.Recognition]) = (payment, payment, WireDate.Latest.DayNumber);
        return new(low, high);
    }

    /// <summary>What a region holds of this box.</summary>
    public DateBox Within(DateRegion region)
    {
        var (low, high) = (Low, High);
        for (var source = DateSource.Payment; source < DateSource.None; source++)
        {
            low[source] = Math.Max(low[source], region.Low[source]);
            high[source] = Math.Min(high[source], region.High[source]);
        }
        foreach (ref readonly var bound in region.Bounds)
        {
            var (source, first) = (bound.Fence.Source, bound.Fence.On(Low[DateSource.Payment]));
            if (bound.Behind) low[source] = Math.Max(low[source], first);
            else high[source] = Math.Min(high[source], first - 1);
        }
        // Between none and the first one that may be given there is no date.
        for (var source = DateSource.Birth; source < DateSource.None; source++)
            if (low[source] >= 0) low[source] = Math.Max(low[source], s_first);
        return new(low, high);
    }

    /// <summary>What is left of this box without a part that holds its first dates.</summary>
    public void PushRest(in DateBox part, Stack<DateBox> rest)
    {
        var left = this;
        for (var source = DateSource.Birth; source < DateSource.None; source++)
        {
            var end = part.High[source];
            if (end >= left.High[source]) continue;
            var (low, high) = (left.Low, left.High);
            low[source] = Math.Max(end + 1, s_first);
            rest.Push(new(low, left.High));
            high[source] = end;
            left = new(left.Low, high);
        }
    }

    /// <summary>The outermost dates, each once; at the end the latest of every source.</summary>
    public IEnumerable<DayNumbers> Corners()
    {
        for (var corner = 0; corner < 1 << (DayNumbers.Count - 1); corner++)
        {
            var (point, isNew) = (Low, true);
            for (var source = DateSource.Birth; source < DateSource.None; source++)
            {
                if ((corner >> ((int)source - 1) & 1) == 0) continue;
                isNew &= High[source] != Low[source];
                point[source] = High[source];
            }
            if (isNew) yield return point;
        }
    }
}
