namespace Canbao.Tests.Oracle;

/// <summary>Days at which an answer changes, the days beside them, and some at random.</summary>
internal static class HardDates
{
    private static readonly DateOnly Earliest = new(2024, 8, 1), Latest = new(2026, 1, 31);

    private static readonly DateOnly[] Payments = [.. Edges()];

    private static readonly DateOnly[] Births =
    [
        new(2023, 12, 31), new(2024, 1, 1), new(2024, 2, 29), new(2024, 12, 31), new(2025, 1, 1), new(1964, 2, 29), new(1965, 2, 28), new(1965, 3, 1),
    ];

    public static DateOnly Payment(Random random) =>
        random.Next(3) == 0 ? Earliest.AddDays(random.Next(Latest.DayNumber - Earliest.DayNumber + 1)) : Pick(Payments, random);

    public static DateOnly? Birth(DateOnly payment, bool newborn, Random random)
    {
        if (random.Next(newborn ? 30 : 2) == 0) return null;
        if (newborn && random.Next(4) > 0) return random.Next(2) == 0 ? payment.AddDays(-random.Next(88, 93)) : payment.AddDays(-random.Next(200));
        var birth = random.Next(4) switch
        {
            0 => Pick(Births, random),
            1 => payment.AddDays(-random.Next(100 * 365)),
            2 => payment.AddDays(-random.Next(2)),
            _ => payment.AddYears(-60).AddDays(random.Next(-1, 2)),
        };
        return birth > payment ? payment : birth;
    }

    public static DateOnly? Recognition(DateOnly payment, Random random) => random.Next(6) switch
    {
        0 => payment.AddDays(random.Next(-1, 2)),
        1 => payment.AddDays(random.Next(-200, 200)),
        _ => null,
    };

    /// <summary>Every first and last day of a month and of a window, with its neighbours.</summary>
    private static IEnumerable<DateOnly> Edges()
    {
        for (var month = new DateOnly(2024, 9, 1); month <= new DateOnly(2026, 1, 1); month = month.AddMonths(1))
            for (var offset = -2; offset <= 1; offset++) yield return month.AddDays(offset);
        for (var offset = -1; offset <= 1; offset++) yield return new DateOnly(2024, 9, 14).AddDays(offset);
    }

    private static DateOnly Pick(DateOnly[] days, Random random) => days[random.Next(days.Length)];
}
