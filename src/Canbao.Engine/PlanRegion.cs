using Canbao.Policies.Interpretation;

namespace Canbao.Engine;

/// <summary>For a region of dates the answer of a plan: one of its pool, or one that moves with a date.</summary>
internal readonly record struct PlanRegion(DateRegion Region, ushort Number, MovingAnswer? Moving)
{
    private readonly BirthSide[] _births = BirthSide.Of(Region);

    // Beside the region, so that most are passed over without a look at them.
    private readonly int _firstPayment = Region.Low[DateSource.Payment], _lastPayment = Region.High[DateSource.Payment];

    // By the sizes of the objects, about: the region with its place in the plan, a list, a bound, a side.
    private const int BytesBeside = 125, BytesPerList = 24, BytesPerBound = 32, BytesPerSide = 44;

    public int Bytes => BytesBeside + (Region.Bounds.Length > 0 ? BytesPerList + BytesPerBound * Region.Bounds.Length : 0)
        + (_births.Length > 0 ? BytesPerList + BytesPerSide * _births.Length : 0);

    /// <summary>On which sides of which lines its births lie.</summary>
    public ReadOnlySpan<BirthSide> Births => _births;

    public bool Contains(in DayNumbers dates) =>
        dates[DateSource.Payment] >= _firstPayment && dates[DateSource.Payment] <= _lastPayment && Region.Contains(dates);

    /// <summary>The answer of the pool for dates of the region.</summary>
    public Answer For(AnswerPool pool, in DayNumbers dates, out ushort number)
    {
        number = Number;
        return Moving is null ? pool[number] : Moving.For(dates, out number);
    }

    /// <summary>Whether residents without an event and a recognition find it by payment day and birth alone.</summary>
    public bool FitsRows
    {
        get
        {
            if (Moving is { FollowsPayment: false } || Region.Low[DateSource.Event] >= 0 || Region.Low[DateSource.Recognition] >= 0) return false;
            foreach (ref readonly var bound in Region.Bounds)
                if (bound.Behind && bound.Fence.Source is DateSource.Event or DateSource.Recognition) return false;
            return true;
        }
    }
}
