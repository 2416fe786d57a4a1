using Canbao.Policies.Model;

namespace Canbao.Engine;

/// <summary>The days on which an answer may change, with the days beside them.</summary>
internal sealed class Breakpoints
{
    private readonly Policy _policy;
    private readonly DateOnly[] _births, _events;
    private readonly int[] _birthDays, _eventDays, _ages;

    public Breakpoints(Policy policy)
    {
        _policy = policy;
        var conditions = policy.AllConditions.ToArray();
        var edges = new SortedSet<DateOnly> { policy.CollectionFrom, policy.CollectionTo, new(policy.BenefitYear, 1, 1) };
        foreach (var window in policy.Windows.ToArray())
        {
            edges.UnionWith([window.From, window.To]);
            if (window.PayableDays is { } days) edges.UnionWith(InEachMonth(days, window.From, window.To));
        }
        foreach (var when in conditions)
        {
            if (when.PaidFrom is { } from) edges.Add(from);
            if (when.PaidTo is { } to) edges.Add(to);
            if (when.PaidOnDays is { } days)
                edges.UnionWith(InEachMonth(days, when.PaidFrom ?? policy.CollectionFrom, when.PaidTo ?? policy.CollectionTo));
        }
        Middles = [.. policy.Windows.Select(w => w.From.AddDays((w.To.DayNumber - w.From.DayNumber) / 2))];
        Payments = [.. edges.SelectMany(day => (DateOnly[])[day.AddDays(-1), day, day.AddDays(1)]).Concat(Middles).Distinct().Order()];
        _births = Edges(conditions.SelectMany(c => (DateOnly?[])[c.BornFrom, c.BornTo]));
        _events = Edges(conditions.SelectMany(c => (DateOnly?[])[c.EventFrom, c.EventTo]));
        _birthDays = [.. conditions.Select(c => c.DaysSinceBirthAtMost?.Days).OfType<int>().Distinct()];
        _eventDays = [.. conditions.Select(c => c.DaysSinceEventAtMost?.Days).OfType<int>().Distinct()];
        _ages = [.. policy.Assistance.Grants.Select(g => g.AgeAtLeast?.Years).OfType<int>().Distinct()];
    }

    /// <summary>Every day on which a rule begins or ends, the days beside it, and a day inside each window.</summary>
    public DateOnly[] Payments { get; }

    /// <summary>A day inside each window.</summary>
    public DateOnly[] Middles { get; }

    /// <summary>Every day of the collection year, and the days beside it.</summary>
    public IEnumerable<DateOnly> EveryDay()
    {
        for (var day = _policy.CollectionFrom.AddDays(-1); day <= _policy.CollectionTo.AddDays(1); day = day.AddDays(1)) yield return day;
    }

    /// <summary>Birth dates that rules tell apart on a payment day; none of them later than it.</summary>
    public IEnumerable<DateOnly?> Births(DateOnly payment, bool ofTheCircumstance)
    {
        var days = ofTheCircumstance ? Around(payment, _birthDays).Concat(_births) : [];
        var ages = _ages.Select(age => payment.AddYears(-age)).SelectMany(day => (DateOnly[])[day.AddDays(-1), day, day.AddDays(1)]);
        return [null, .. days.Concat(ages).Where(day => day <= payment).Distinct()];
    }

    /// <summary>Dates of the circumstance that rules tell apart on a payment day; none of them later than it.</summary>
    public IEnumerable<DateOnly?> Events(DateOnly payment) =>
        [null, .. Around(payment, _eventDays).Concat(_events).Where(day => day <= payment).Distinct()];

    /// <summary>Days of recognition that rules tell apart on a payment day.</summary>
    public IEnumerable<DateOnly?> Recognitions(DateOnly payment)
    {
        var last = _policy.CollectionWindow.To;
        return [null, .. ((DateOnly?[])[payment, payment.AddDays(1), last, last.AddDays(1)]).Distinct()];
    }

    private DateOnly[] Edges(IEnumerable<DateOnly?> edges)
    {
        var year = new DateOnly(_policy.BenefitYear, 1, 1);
        return [.. edges.OfType<DateOnly>().SelectMany(day => (DateOnly[])[day.AddDays(-1), day, day.AddDays(1)])
            .Concat([year.AddDays(-1), year]).Distinct()];
    }

    private static IEnumerable<DateOnly> Around(DateOnly payment, int[] limits) =>
        limits.SelectMany(days => (DateOnly[])[payment.AddDays(-days - 1), payment.AddDays(-days), payment.AddDays(-days + 1)]).Append(payment);

    private static IEnumerable<DateOnly> InEachMonth(DayRange days, DateOnly from, DateOnly to)
    {
        for (var month = new DateOnly(from.Year, from.Month, 1); month <= to; month = month.AddMonths(1))
            foreach (var day in (int[])[days.From, days.To])
                if (day <= DateTime.DaysInMonth(month.Year, month.Month) && month.AddDays(day - 1) is var date && date >= from && date <= to)
                    yield return date;
    }
}
