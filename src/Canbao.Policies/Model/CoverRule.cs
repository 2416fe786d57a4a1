namespace Canbao.Policies.Model;

/// <summary>From which day cover counts.</summary>
public enum CoverStart
{
    /// <summary>A day of the calendar.</summary>
    On,

    /// <summary>Some days after the payment.</summary>
    AfterDays,

    /// <summary>The first day of the month after the payment.</summary>
    NextMonth,

    Payment,
    Birth,
    Event,
    Unspecified,
}

/// <summary>When cover starts and ends, and how long it waits.</summary>
public sealed record CoverRule(CoverStart Starts)
{
    public DateOnly? On { get; init; }

    public DayLimit? After { get; init; }

    /// <summary>A start before this day is moved to it.</summary>
    public DateOnly? NotBefore { get; init; }

    /// <summary>The reading on which moving it rests.</summary>
    public Reading? NotBeforeReading { get; init; }

    /// <summary>False where the notice says nothing about a wait.</summary>
    public bool WaitStated { get; init; } = true;

    /// <summary>Last day of cover; null where the notice states none.</summary>
    public DateOnly? Ends { get; init; }
}
