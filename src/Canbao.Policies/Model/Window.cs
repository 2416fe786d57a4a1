namespace Canbao.Policies.Model;

/// <summary>A set of days with one price and one rule for when cover starts (缴费期). Closed days are windows too.</summary>
public sealed record Window(DateOnly From, DateOnly To, Terms Terms)
{
    /// <summary>The days of the month on which payments are taken; null: every day.</summary>
    public DayRange? PayableDays { get; init; }

    /// <summary>
    /// True if a special circumstance that no rule of the policy names is left open here, rather than closed or treated as ordinary.
    /// </summary>
    public bool LeavesCircumstancesOpen { get; init; }

    public bool Contains(DateOnly day) => day >= From && day <= To;

    public bool TakesPayments(DateOnly day) =>
        Contains(day) && Terms.Status != QuoteStatus.Closed && PayableDays?.Contains(day) != false;
}

/// <summary>Days of the month, both included.</summary>
public readonly record struct DayRange(int From, int To)
{
    public bool Contains(DateOnly day) => day.Day >= From && day.Day <= To;
}
