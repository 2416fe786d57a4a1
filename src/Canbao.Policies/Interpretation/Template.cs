using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>What the interpreter answers within a region of dates: a quote whose first day of cover may move with one of them.</summary>
/// <param name="Policy">The revision that answers.</param>
/// <param name="Quote">The quote without the first day of cover.</param>
/// <param name="Start">How the first day of cover moves; null where no day is stated.</param>
/// <param name="StartDay">The day number of one that does not move.</param>
public sealed record Template(Policy Policy, Quote Quote, DayTerm? Start, int StartDay)
{
    /// <summary>True if the first day of cover moves with a date.</summary>
    public bool Moves => Start is { Source: not DateSource.None };

    /// <summary>The first day of cover for these dates, as a day number; null where none is stated.</summary>
    public int? StartFor(in DayNumbers dates) =>
        Start is not { } start ? null : start.Source == DateSource.None ? StartDay : start.Shift.At(dates[start.Source]);

    /// <summary>The quote for these dates.</summary>
    public Quote QuoteFor(in DayNumbers dates) => QuoteFrom(StartFor(dates));

    /// <summary>The quote with this first day of cover.</summary>
    public Quote QuoteFrom(int? start) => start is { } day ? Quote with { BenefitStart = DateOnly.FromDayNumber(day) } : Quote;
}

/// <summary>One interpretation: a template, and the dates for which it is the answer.</summary>
public readonly record struct RegionAnswer(DateRegion Region, Template Template);
