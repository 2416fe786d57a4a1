namespace Canbao.Policies.Model;

/// <summary>How the last day of a period of n days, and the first day after a wait of n days, are counted.</summary>
public enum DayCount
{
    /// <summary>The resident gets a doubtful day: deadline and cover are both day + n.</summary>
    ResidentGetsTheDay,

    /// <summary>The first day does not count: deadline day + n, cover day + n + 1.</summary>
    StartDayNotCounted,

    /// <summary>The first day counts: deadline day + n - 1, cover day + n.</summary>
    StartDayCounted,
}

/// <summary>A period of days after a date.</summary>
public sealed record DayLimit(int Days, Choice<DayCount> Counted);

/// <summary>A flag that must be set, or must not be.</summary>
public readonly record struct FlagCondition(ProfileFlag Flag, bool Wanted);

/// <summary>What must hold for a rule to apply. All given conditions must hold; a null is no condition.</summary>
public sealed record Conditions
{
    public static readonly Conditions None = new();

    /// <summary>What must be true of the resident, and what must not; each flag once.</summary>
    public ValueList<FlagCondition> Flags { get; init; } = [];

    public ValueList<string>? HoldsAnyOf { get; init; }

    public DateOnly? PaidFrom { get; init; }

    public DateOnly? PaidTo { get; init; }

    /// <summary>Days of the month of the payment.</summary>
    public DayRange? PaidOnDays { get; init; }

    public DayLimit? DaysSinceBirthAtMost { get; init; }

    public DayLimit? DaysSinceEventAtMost { get; init; }

    public bool? BornInBenefitYear { get; init; }

    public bool? EventInBenefitYear { get; init; }

    public DateOnly? EventFrom { get; init; }

    public DateOnly? EventTo { get; init; }

    public DateOnly? BornFrom { get; init; }

    public DateOnly? BornTo { get; init; }

    /// <summary>True if only flags of the profile are asked, and one of them must be set.</summary>
    public bool AsksAFlagToBeSet => Flags.Where(c => !c.Flag.MayBeUnknown()).Select(c => c.Wanted).FirstOrDefault()
        && DatesRead == PersonalDates.None && PaidFrom is null && PaidTo is null && PaidOnDays is null;

    /// <summary>Null for a flag that is not asked for.</summary>
    public bool? Wanted(ProfileFlag flag)
    {
        foreach (var condition in Flags)
            if (condition.Flag == flag) return condition.Wanted;
        return null;
    }

    /// <summary>The personal dates that a decision about these conditions reads.</summary>
    public PersonalDates DatesRead =>
        (DaysSinceBirthAtMost is null && BornInBenefitYear is null && BornFrom is null && BornTo is null ? 0 : PersonalDates.Birth)
        | (DaysSinceEventAtMost is null && EventInBenefitYear is null && EventFrom is null && EventTo is null ? 0 : PersonalDates.Event)
        | (HoldsAnyOf is null ? 0 : PersonalDates.Recognition);
}
