using Canbao.Policies.Model;

namespace Canbao.Documents.Validation;

/// <summary>The days between which conditions leave payment, birth and event, and what follows from them.</summary>
internal sealed class ConditionSpan
{
    private static readonly (DateOnly From, DateOnly To) Always = (DateOnly.MinValue, DateOnly.MaxValue);

    private readonly Policy _policy;
    private readonly Conditions _when;
    private readonly (DateOnly From, DateOnly To) _paid, _born, _event;

    public ConditionSpan(Policy policy, Conditions when)
    {
        _policy = policy;
        _when = when;
        _paid = (when.PaidFrom ?? policy.CollectionFrom, when.PaidTo ?? policy.CollectionTo);
        _born = InYear(when.BornInBenefitYear, when.BornFrom, when.BornTo);
        _event = InYear(when.EventInBenefitYear, when.EventFrom, when.EventTo);
    }

    /// <summary>Why no payment can meet the conditions, or null as far as that is simply seen.</summary>
    public string? NeverHolds()
    {
        if (_paid.From > _paid.To) return $"payments end on {_paid.To:yyyy-MM-dd}, before they begin on {_paid.From:yyyy-MM-dd}";
        if (_when.PaidOnDays is { } days && !HasDayOfMonth(_paid.From, _paid.To, days))
            return $"no day from {_paid.From:yyyy-MM-dd} to {_paid.To:yyyy-MM-dd} is day {days.From} to {days.To} of a month";
        return Never("birth", _born, _when.DaysSinceBirthAtMost) ?? Never("event", _event, _when.DaysSinceEventAtMost);
    }

    /// <summary>Whether the other conditions hold whenever these do.</summary>
    public bool Implies(Conditions other)
    {
        var that = new ConditionSpan(_policy, other);
        return FlagsImply(other)
            && (other.HoldsAnyOf is not { } named || (_when.HoldsAnyOf is { } held && held.All(h => named.Any(n => _policy.Codes.Means(h, n)))))
            && Within(_paid, that._paid)
            && (other.PaidOnDays is not { } days || (_when.PaidOnDays is { } own && own.From >= days.From && own.To <= days.To))
            && DatesImply(_born, _when.BornInBenefitYear, that._born, other.BornInBenefitYear)
            && DatesImply(_event, _when.EventInBenefitYear, that._event, other.EventInBenefitYear)
            && LimitImplies(_when.DaysSinceBirthAtMost, other.DaysSinceBirthAtMost)
            && LimitImplies(_when.DaysSinceEventAtMost, other.DaysSinceEventAtMost);
    }

    public static bool HasDayOfMonth(DateOnly from, DateOnly to, DayRange days)
    {
        // A month and a day show every day of the month that there is.
        for (var day = from; day <= to && day < from.AddDays(62); day = day.AddDays(1))
            if (days.Contains(day)) return true;
        return false;
    }

    private (DateOnly From, DateOnly To) InYear(bool? inBenefitYear, DateOnly? from, DateOnly? to)
    {
        var first = new DateOnly(_policy.BenefitYear, 1, 1);
        var (earliest, latest) = (from ?? DateOnly.MinValue, to ?? DateOnly.MaxValue);
        if (inBenefitYear == true) return (Later(earliest, first), Earlier(latest, _policy.CollectionTo));
        return inBenefitYear == false && earliest >= first.AddYears(-1) ? (earliest, Earlier(latest, first.AddDays(-1))) : (earliest, latest);
    }

    private string? Never(string what, (DateOnly From, DateOnly To) days, DayLimit? limit)
    {
        if (days.From > days.To) return $"no {what} can be from {days.From:yyyy-MM-dd} to {days.To:yyyy-MM-dd}";
        if (days.From > _paid.To) return $"the {what} from {days.From:yyyy-MM-dd} lies after the last payment on {_paid.To:yyyy-MM-dd}";
        if (limit is null || days.To > _paid.From) return null;
        // One day more than stated: a reading may count in the resident's favour.
        return days.To.AddDays(limit.Days + 1) < _paid.From
            ? $"{limit.Days} days after the {what} until {days.To:yyyy-MM-dd} end before payments begin on {_paid.From:yyyy-MM-dd}"
            : null;
    }

    private bool FlagsImply(Conditions other) => other.Flags.All(condition => _when.Wanted(condition.Flag) == condition.Wanted);

    /// <summary>A condition on a date holds only if the date is known: without one of its own it is not implied.</summary>
    private bool DatesImply((DateOnly From, DateOnly To) own, bool? ownInYear, (DateOnly From, DateOnly To) other, bool? otherInYear) =>
        (otherInYear is null && other == Always)
        || ((ownInYear is not null || own != Always) && Within(own, other)
            && (otherInYear != false || ownInYear == false || own.To.Year < _policy.BenefitYear));

    private static bool LimitImplies(DayLimit? own, DayLimit? other) => other is null
        || (own is not null && (own.Days < other.Days - 1 || (own.Days <= other.Days && own.Counted.Reading == other.Counted.Reading
            && own.Counted.Value == other.Counted.Value)));

    private static bool Within((DateOnly From, DateOnly To) own, (DateOnly From, DateOnly To) other) => own.From >= other.From && own.To <= other.To;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
