namespace Canbao.Tests.Oracle;

/// <summary>Days at which an answer for a benefit year changes, the days beside them, and some at random.</summary>
internal sealed class HardDates(int year, params IEnumerable<DateOnly> windowEdges)
{
    private readonly DateOnly _earliest = new(year - 1, 8, 1), _latest = new(year + 1, 1, 31);

    private readonly DateOnly[] _payments = [.. Edges(year, windowEdges)];

    private readonly DateOnly[] _turns =
        [new(year - 2, 12, 31), new(year - 1, 1, 1), new(year - 1, 12, 31), new(year, 1, 1), new(2024, 2, 29)];

    private readonly DateOnly[] _births = [new(1964, 2, 29), new(1965, 2, 28), new(1965, 3, 1)];

    /// <summary>The 25th of every month of the collection year, for notices that take no money after it.</summary>
    public static IEnumerable<DateOnly> The25ths(int year) => Enumerable.Range(0, 16).Select(i => new DateOnly(year - 1, 9, 25).AddMonths(i));

    public DateOnly Payment(Random random) =>
        random.Next(3) == 0 ? _earliest.AddDays(random.Next(_latest.DayNumber - _earliest.DayNumber + 1)) : Pick(_payments, random);

    public DateOnly? Birth(DateOnly payment, bool newborn, Random random)
    {
        if (random.Next(newborn ? 30 : 2) == 0) return null;
        if (newborn && random.Next(4) > 0) return Recent(payment, random);
        var birth = random.Next(4) switch
        {
            0 => random.Next(2) == 0 ? Pick(_turns, random) : Pick(_births, random),
            1 => payment.AddDays(-random.Next(100 * 365)),
            2 => payment.AddDays(-random.Next(2)),
            _ => payment.AddYears(-60).AddDays(random.Next(-1, 2)),
        };
        return birth > payment ? payment : birth;
    }

    /// <summary>Given more often where there is a circumstance that it could date.</summary>
    public DateOnly? Event(DateOnly payment, bool dated, Random random)
    {
        if (random.Next(dated ? 8 : 2) == 0) return null;
        var happened = random.Next(4) switch
        {
            0 => Pick(_turns, random),
            1 => payment.AddDays(-random.Next(800)),
            _ => Recent(payment, random),
        };
        return happened > payment ? payment : happened;
    }

    public DateOnly? Recognition(DateOnly payment, Random random) => random.Next(8) switch
    {
        0 => payment.AddDays(random.Next(-1, 2)),
        1 => payment.AddDays(random.Next(-200, 200)),
        2 => Pick(_payments, random),
        _ => null,
    };

    /// <summary>Often at the edge of 90 days.</summary>
    private static DateOnly Recent(DateOnly payment, Random random) =>
        random.Next(2) == 0 ? payment.AddDays(-random.Next(88, 93)) : payment.AddDays(-random.Next(200));

    /// <summary>Every first and last day of a month and of a window, with its neighbours.</summary>
    private static IEnumerable<DateOnly> Edges(int year, IEnumerable<DateOnly> windowEdges)
    {
        for (var month = new DateOnly(year - 1, 9, 1); month <= new DateOnly(year + 1, 1, 1); month = month.AddMonths(1))
            for (var offset = -2; offset <= 1; offset++) yield return month.AddDays(offset);
        foreach (var edge in windowEdges)
            for (var offset = -1; offset <= 1; offset++) yield return edge.AddDays(offset);
    }

    private static DateOnly Pick(DateOnly[] days, Random random) => days[random.Next(days.Length)];
}
