using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>What the interpreter answers within a region of dates: one quote, or one whose first day of cover moves with a date.</summary>
/// <param name="Policy">The revision that answers.</param>
/// <param name="Quote">The quote; without its first day of cover if that moves.</param>
/// <param name="Start">How the first day of cover moves; null if it does not.</param>
public sealed record Template(Policy Policy, Quote Quote, DayTerm? Start)
{
    /// <summary>The first day of cover for these dates, as a day number: for one that moves.</summary>
    public int StartFor(in DayNumbers dates) => Start is { } start ? start.Shift.At(dates[start.Source])
        : throw new InvalidOperationException("the first day of cover does not move");

    /// <summary>The quote for these dates.</summary>
    public Quote QuoteFor(in DayNumbers dates) => Start is null ? Quote : QuoteFrom(StartFor(dates));

    /// <summary>The quote with this first day of cover, as a day number.</summary>
    public Quote QuoteFrom(int start) => Quote with { BenefitStart = DateOnly.FromDayNumber(start) };
}

/// <summary>One interpretation: a template, and the dates for which it is the answer.</summary>
public readonly record struct RegionAnswer(DateRegion Region, Template Template);
