using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>The next open day: the only step that goes through days of the calendar, and so the only one that looks at the number of a day.</summary>
internal sealed partial class Interpretation
{
    /// <summary>
    /// The next day after the payment date on which this resident may pay; null if there is none in the collection year. The days are asked about as
    /// days of the calendar, the payment's own among them, which is closed: so all closed days around it have the same next one.
    /// </summary>
    private DateOnly? NextOpenDay()
    {
        if (Shared(compared?._nextOpenDay) is { } known) return known.Value;
        var begun = Begin();
        var day = OpenDayFrom(DateOnly.FromDayNumber(dates.Payment.Number));
        _nextOpenDay = End(begun, day);
        return day;
    }

    /// <summary>
    /// The first open day from a day on. Days are looked at in stretches: a day's own recorder tells how far the terms are the same, and what that
    /// asks of the other dates is noted for both ends of the stretch.
    /// </summary>
    private DateOnly? OpenDayFrom(DateOnly from)
    {
        var day = (from < policy.CollectionFrom ? policy.CollectionFrom : from).DayNumber;
        var last = (governsTo < policy.CollectionTo ? governsTo.Value : policy.CollectionTo).DayNumber;
        while (day <= last)
        {
            var look = dates.LookAt(DateOnly.FromDayNumber(day), out var numbers, out var recorder);
            var ahead = new Interpretation(policy, profile, look, reading: reading, choice: choice);
            var status = ahead.TermsOn(look.Payment).Status;
            Consulted |= ahead.Consulted;
            Varying |= ahead.Varying;
            // A day that hangs on a field that was not given is passed over; a later one may be open whatever that says.
            var isOpen = ahead._missingFields.Count == 0
                && status is QuoteStatus.Open or QuoteStatus.OpenLate or QuoteStatus.OpenSpecial or QuoteStatus.OpenFullCost;
            var region = recorder.Region();
            dates.NoteLookAt(region, day);
            if (isOpen) return DateOnly.FromDayNumber(day);
            var end = Math.Min(region.LastPaymentFor(numbers), last);
            dates.NoteLookAt(region, end);
            day = end + 1;
        }
        return null;
    }
}
