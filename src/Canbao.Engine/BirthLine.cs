using Canbao.Policies;
using Canbao.Policies.Interpretation;

namespace Canbao.Engine;

/// <summary>A line that tells births apart: one that moves with the payment day, or a day; day 0 tells births from none.</summary>
internal readonly record struct BirthLine(Fence? Fence, int Day)
{
    /// <summary>The first birth behind the line for a payment day, in wire form.</summary>
    public uint On(int payment)
    {
        var first = Fence?.On(payment) ?? Day;
        return first <= 0 ? 1 : first > WireDate.Latest.DayNumber ? uint.MaxValue : Wire(first);
    }

    /// <summary>The wire form of a day number; 0 for a date that was not given.</summary>
    public static uint Wire(int day) => day < 0 ? 0 : WireDate.Format(DateOnly.FromDayNumber(day));
}

/// <summary>On which side of a line the births of a region lie.</summary>
internal readonly record struct BirthSide(BirthLine Line, bool Behind)
{
    public static BirthSide[] Of(DateRegion region)
    {
        var sides = new List<BirthSide>();
        var (low, high) = (region.Low[DateSource.Birth], region.High[DateSource.Birth]);
        if (low >= 0) sides.Add(new(new(null, low), true));
        if (high < int.MaxValue) sides.Add(new(new(null, high + 1), false));
        foreach (ref readonly var bound in region.Bounds)
            if (bound.Fence.Source == DateSource.Birth) sides.Add(new(new(bound.Fence, 0), bound.Behind));
        return [.. sides];
    }
}
