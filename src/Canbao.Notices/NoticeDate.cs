namespace Canbao.Notices;

/// <summary>A day as a notice writes it, which may be one that no calendar has.</summary>
/// <param name="Year">Absent where the notice does not let know it.</param>
internal readonly record struct NoticeDate(int? Year, int Month, int Day)
{
    /// <summary>The day of 月底: the last of its month.</summary>
    public const int LastDay = 99;

    /// <summary>A leap year, for a 29 February whose year nobody knows.</summary>
    private const int SomeLeapYear = 2024;

    public bool Exists => Month is >= 1 and <= 12 && (Day == LastDay || (Day >= 1 && Day <= DaysInMonth));

    /// <summary>Of a day whose year is known and which exists.</summary>
    public DayOfWeek? DayOfWeek => Year is >= 1 and var year && Exists ? new DateOnly(year, Month, Actual).DayOfWeek : null;

    private int DaysInMonth => DateTime.DaysInMonth(Year is >= 1 and var year ? year : SomeLeapYear, Month);

    /// <summary>Nothing that both state is different.</summary>
    public bool SameAs(NoticeDate other) =>
        (Year is null || other.Year is null || Year == other.Year) && Month == other.Month && Actual == other.Actual;

    public bool IsBefore(NoticeDate other) => (Year, Month, Actual).CompareTo((other.Year, other.Month, other.Actual)) < 0;

    public override string ToString() => (Year is { } year ? $"{year}年" : "") + $"{Month}月" + (Day == LastDay ? "底" : $"{Day}日");

    private int Actual => Day == LastDay && Month is >= 1 and <= 12 ? DaysInMonth : Day;
}
