using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>
/// A run of days with one answer. Its quotes differ at most in the first day of cover, which is the same on all days of the run or
/// moves by one day with each of them: first and last tell the answers of all days between. One revision answers all of them.
/// </summary>
public sealed record CalendarSegment(Policy Policy, DateOnly From, DateOnly To, Quote First, Quote Last);

/// <summary>
/// What one resident is answered on every day of the collection year, as runs of days (缴费日历). It begins with the collection
/// year, or on the day of birth or of the special circumstance where that is later: before it there is nobody to ask.
/// </summary>
public sealed record Calendar(Timeline Timeline, ValueList<CalendarSegment> Segments)
{
    /// <summary>The newest of the revisions; each segment says which of them answers it.</summary>
    public Policy Policy => Timeline.Newest;

    /// <summary>The days that a calendar of these dates covers. Empty (to before from) if they lie after the collection year.</summary>
    public static (DateOnly From, DateOnly To) Days(Policy policy, in Situation situation)
    {
        var from = policy.CollectionFrom;
        if (situation.BirthDate > from) from = situation.BirthDate.Value;
        if (situation.EventDate > from) from = situation.EventDate.Value;
        return (from, policy.CollectionTo);
    }

    /// <summary>Of one revision alone, whatever the day.</summary>
    public static Calendar Of(Policy policy, Profile profile, Situation situation) => Of(policy.Alone, profile, situation);

    /// <summary>The calendar of a resident whose profile has passed the input check. The situation's payment date is not read.</summary>
    public static Calendar Of(Timeline timeline, Profile profile, Situation situation)
    {
        var (from, to) = Days(timeline.Newest, situation);
        var (dates, segments) = (new DayNumbers(situation), new List<CalendarSegment>());
        for (var day = from; day <= to;)
        {
            // As far as the region goes its answer holds, but for a first day of cover that moves.
            var (region, template) = TimelineInterpreter.Region(timeline, profile, situation with { PaymentDate = day });
            var constant = template.Start is null ? template.Quote : null;
            do
            {
                dates[DateSource.Payment] = day.DayNumber;
                if (!region.Contains(dates)) break;
                Add(segments, template.Policy, day, constant ?? template.QuoteFor(dates));
                day = day.AddDays(1);
            }
            while (day <= to);
        }
        return new Calendar(timeline, [.. segments]);
    }

    private static void Add(List<CalendarSegment> segments, Policy policy, DateOnly day, Quote quote)
    {
        var continues = segments.Count > 0 && ReferenceEquals(segments[^1].Policy, policy) && Continues(segments[^1], quote);
        if (continues) segments[^1] = segments[^1] with { To = day, Last = quote };
        else segments.Add(new(policy, day, day, quote, quote));
    }

    private static bool Continues(CalendarSegment segment, Quote next)
    {
        var last = segment.Last;
        if (!ReferenceEquals(last, next) && last != next with { BenefitStart = last.BenefitStart }) return false;
        if (last.BenefitStart is not { } before || next.BenefitStart is not { } after) return last.BenefitStart == next.BenefitStart;
        var step = after.DayNumber - before.DayNumber;
        return segment.From == segment.To ? step is 0 or 1 : step == (segment.First.BenefitStart == before ? 0 : 1);
    }
}
