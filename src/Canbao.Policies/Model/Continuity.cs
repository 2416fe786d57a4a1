namespace Canbao.Policies.Model;

/// <summary>How the first gap year counts.</summary>
public enum FirstGapYear
{
    OnTop,
    Inside,
}

/// <summary>From when a wait of months is counted.</summary>
public enum WaitBase
{
    Payment,

    /// <summary>The first day of cover, where that is later than the payment.</summary>
    CoverStart,
}

/// <summary>How the wait for broken cover meets a window's own wait.</summary>
public enum TwoWaits
{
    WindowRuleUnlessGap,
    LongerOfBoth,
    ContinuityAlways,
}

/// <summary>What a wait means that ends after the cover.</summary>
public enum WaitPastCover
{
    NoCover,
    NotSettled,
}

/// <summary>Whether the wait holds for a special circumstance that has no terms of its own.</summary>
public enum OtherCircumstances
{
    Applies,
    Exempt,
}

/// <summary>The waiting period for broken cover (断保).</summary>
public sealed record Continuity(int FixedWaitMonths, int? MonthsPerGapYear, Rule Rule)
{
    public Choice<FirstGapYear> FirstGapYear { get; init; } = new(Model.FirstGapYear.OnTop);

    public Choice<WaitBase> CountedFrom { get; init; } = new(WaitBase.Payment);

    public Choice<TwoWaits> WithWindowWait { get; init; } = new(TwoWaits.WindowRuleUnlessGap);

    public Choice<OtherCircumstances> OtherCircumstances { get; init; } = new(Model.OtherCircumstances.Applies);
}
