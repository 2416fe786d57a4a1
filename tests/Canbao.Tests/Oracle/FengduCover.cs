using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>Sections 3, 6 and 7 of the notice: on which days one may pay, and when cover starts. Null on a day without payment.</summary>
internal sealed record FengduCover(QuoteStatus Status, Waiting Waiting, DateOnly? Start)
{
    public static readonly DateOnly FirstDay = new(2024, 9, 14), NewYear = new(2025, 1, 1), LastDay = new(2025, 12, 31);

    private static readonly DateOnly
        March = new(2025, 3, 1), July = new(2025, 7, 1), October = new(2025, 10, 1);

    /// <summary>True if the wait ends only after the benefit year: no cover in it.</summary>
    public bool EndsTooLate => Waiting.Unit == WaitingUnit.Months && Start is null;

    public static bool IsOrdinaryWindow(DateOnly day) => day >= FirstDay && day < NewYear;

    /// <summary>Anyone but a newborn within its 90 days.</summary>
    public static FengduCover? Ordinary(DateOnly day, int gapYears)
    {
        if (day >= October) return null;
        var status = StatusOn(day);
        if (gapYears > 0) return AfterGap(status, day, gapYears);
        if (day < NewYear) return new FengduCover(status, Waiting.None, NewYear);
        if (day < March) return new FengduCover(status, new Waiting(WaitingUnit.NextMonthFirstDay, 0), new DateOnly(2025, day.Month + 1, 1));
        return new FengduCover(status, new Waiting(WaitingUnit.Days, 90), day.AddDays(90));
    }

    /// <summary>A newborn within 90 days: never a wait; outside the ordinary window the first day of cover is not stated.</summary>
    public static FengduCover Newborn(DateOnly day) =>
        IsOrdinaryWindow(day)
            ? new FengduCover(QuoteStatus.Open, Waiting.None, NewYear)
            : new FengduCover(QuoteStatus.OpenSpecial, Waiting.None, null);

    private static QuoteStatus StatusOn(DateOnly day)
    {
        if (day < NewYear) return QuoteStatus.Open;
        return day < July ? QuoteStatus.OpenLate : QuoteStatus.OpenFullCost;
    }

    /// <summary>Three months and one for every year of the gap, counted from the payment; cover never starts before the benefit year.</summary>
    private static FengduCover AfterGap(QuoteStatus status, DateOnly day, int gapYears)
    {
        var months = 3 + gapYears;
        var end = day.AddMonths(months);
        DateOnly? start = end > LastDay ? null : end < NewYear ? NewYear : end;
        return new FengduCover(status, new Waiting(WaitingUnit.Months, months), start);
    }
}
