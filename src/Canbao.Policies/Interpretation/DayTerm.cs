namespace Canbao.Policies.Interpretation;

/// <summary>Which date of a resident a day comes from.</summary>
public enum DateSource : byte
{
    Payment,
    Birth,
    Event,
    Recognition,

    /// <summary>None: a day of the policy.</summary>
    None,
}

/// <summary>How a day moves with a date: to the first of its month or not, then by months (the same day, or the month's last), then by days.</summary>
/// <param name="FirstOfMonth">Whether it begins with the first day of the month.</param>
/// <param name="Months">Then so many months on.</param>
/// <param name="Days">Then so many days on.</param>
public readonly record struct DayShift(bool FirstOfMonth, int Months, int Days)
{
    private static readonly int s_last = DateOnly.MaxValue.DayNumber;

    /// <summary>The day, as a day number, that a date is moved to. Never goes back where the date goes on.</summary>
    public int At(int date)
    {
        if (date < 0) return date;
        var first = FirstOfMonth ? FirstOf(date) : date;
        return Math.Clamp((Months == 0 ? first : AddMonths(first, Months)) + Days, 0, s_last);
    }

    /// <summary>The first date that is moved to a day or behind it.</summary>
    public int FirstAtOrAfter(int day)
    {
        if (!FirstOfMonth && Months == 0) return Math.Clamp(day - Days, 0, s_last + 1);
        var date = Math.Clamp(AddMonths(Math.Clamp(day - Days, 0, s_last), -Months), 0, s_last);
        while (date > 0 && At(date) >= day) date--;
        while (date <= s_last && At(date) < day) date++;
        return date;
    }

    internal static int AddMonths(int day, int months)
    {
        if (months == 0) return day;
        var date = DateOnly.FromDayNumber(day);
        var month = 12 * date.Year + date.Month - 1 + months;
        return month < 12 ? 0 : month >= 12 * 10_000 ? s_last : date.AddMonths(months).DayNumber;
    }

    internal DayShift AddDays(int days) => this with { Days = Days + days };

    /// <summary>Null if no shift says it: months behind days, or behind months that may have stopped at a month's last day.</summary>
    internal DayShift? AddMonths(int months) => months == 0 ? this : Days == 0 && (Months == 0 || FirstOfMonth) ? this with { Months = Months + months } : null;

    internal DayShift? ToFirstOfMonth() => Days == 0 ? this with { FirstOfMonth = true } : null;

    internal static int FirstOf(int day) => day - DateOnly.FromDayNumber(day).Day + 1;
}

/// <summary>How a day moves with the dates of a resident.</summary>
public readonly record struct DayTerm(DateSource Source, DayShift Shift)
{
    internal static readonly DayTerm Constant = new(DateSource.None, default);
}
