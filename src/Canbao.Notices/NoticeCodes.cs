using Canbao.Policies;

namespace Canbao.Notices;

/// <summary>The codes of all findings in a notice.</summary>
public static class NoticeCodes
{
    public const string
        Sum = "sum",
        Total = "total",
        RateAmount = "rate-amount",
        WindowDates = "window-dates",
        WindowOrder = "window-order",
        ImpossibleDate = "impossible-date",
        Weekday = "weekday",
        PeriodUnits = "period-units",
        YearLabel = "year-label",
        AmountTwice = "amount-twice",
        CategoryMissing = "category-missing",
        CategorySpelling = "category-spelling",
        Misprint = "misprint",
        SectionNumbers = "section-numbers";

    /// <summary>In the order in which the documentation explains them.</summary>
    public static ValueList<string> All { get; } =
    [
        Sum, Total, RateAmount, WindowDates, WindowOrder, ImpossibleDate, Weekday, PeriodUnits, YearLabel, AmountTwice, CategoryMissing,
        CategorySpelling, Misprint, SectionNumbers,
    ];
}
