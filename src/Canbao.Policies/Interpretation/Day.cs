using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>
/// A date as the interpreter sees it: it can be compared and shifted, and whoever records is told of every comparison. A date that was not given
/// lies before all others. It is made of a <see cref="DateOnly"/> and never turned back into one, so that nothing about a date is learnt unnoticed.
/// </summary>
internal readonly struct Day
{
    private readonly DateRecorder? _recorder;
    private readonly DayTerm _term;

    private Day(int number, DayTerm term, DateRecorder? recorder) => (Number, _term, _recorder) = (number, term, recorder);

    /// <summary>A date of the resident; null if it was not given.</summary>
    public static Day Of(DateSource source, DateOnly? date, DateRecorder? recorder) =>
        new(DayNumbers.Of(date), new DayTerm(source, default), recorder);

    public static implicit operator Day(DateOnly day) => new(day.DayNumber, DayTerm.Constant, null);

    /// <summary>Whether it was given at all.</summary>
    public bool IsGiven => this >= DateOnly.MinValue;

    /// <summary>The day number: for who makes a template of an answer, or records.</summary>
    internal int Number { get; }

    /// <summary>How it moves with the resident's dates.</summary>
    internal DayTerm Term => _term;

    /// <summary>For the walk, which is not recorded.</summary>
    public DateOnly Shown => _recorder is null ? DateOnly.FromDayNumber(Number)
        : throw new InvalidOperationException("the text of a date hangs on its day: it cannot be recorded");

    public static bool operator <(Day left, Day right)
    {
        var isLess = left.Number < right.Number;
        if ((left._recorder ?? right._recorder) is { } recorder) recorder.Record(left, right, isLess);
        return isLess;
    }

    public static bool operator >(Day left, Day right) => right < left;

    public static bool operator <=(Day left, Day right) => !(right < left);

    public static bool operator >=(Day left, Day right) => !(left < right);

    /// <summary>Whether both are the same day, or none.</summary>
    public static bool IsSame(Day? left, Day? right) =>
        left is { } one && right is { } other ? !(one < other) && !(other < one) : left is null && right is null;

    public bool IsInYear(int year) => this >= new DateOnly(year, 1, 1) && this <= new DateOnly(year, 12, 31);

    /// <summary>Whether it is one of these days of its month.</summary>
    public bool IsOn(DayRange days)
    {
        var isOn = days.Contains(DateOnly.FromDayNumber(Number));
        _recorder?.RecordRun(this, number => days.Contains(DateOnly.FromDayNumber(number)));
        return isOn;
    }

    public Day AddDays(int days) => Moved(Number + days, _term.Shift.AddDays(days));

    /// <summary>The same day of a later month, or that month's last.</summary>
    public Day AddMonths(int months) => Moved(DayShift.AddMonths(Number, months), _term.Shift.AddMonths(months));

    public Day AddYears(int years) => AddMonths(12 * years);

    public Day FirstOfNextMonth() =>
        Moved(DayShift.AddMonths(DayShift.FirstOf(Number), 1), _term.Shift.ToFirstOfMonth()?.AddMonths(1));

    public override bool Equals(object? obj) => throw new NotSupportedException("dates are compared by operators, which are recorded");

    public override int GetHashCode() => throw new NotSupportedException("dates are compared by operators, which are recorded");

    /// <summary>A movement that no single shift can say holds for this day alone.</summary>
    private Day Moved(int number, DayShift? shift)
    {
        if (_term.Source == DateSource.None) return new(number, DayTerm.Constant, null);
        if (shift is { } known) return new(number, _term with { Shift = known }, _recorder);
        _recorder?.Pin(_term.Source);
        return new(number, DayTerm.Constant, null);
    }
}

/// <summary>The dates of one resident, as the interpreter sees them.</summary>
internal sealed class Dates(Situation situation, DateRecorder? recorder = null)
{
    public Day Payment { get; private init; } = Day.Of(DateSource.Payment, situation.PaymentDate, recorder);

    public Day Birth { get; } = Day.Of(DateSource.Birth, situation.BirthDate, recorder);

    public Day Event { get; } = Day.Of(DateSource.Event, situation.EventDate, recorder);

    public Day Recognised { get; } = Day.Of(DateSource.Recognition, situation.IdentityRecognisedOn, recorder);

    /// <summary>The same dates with a payment of a day of the policy, which says nothing about the resident's.</summary>
    public Dates PaidOn(DateOnly payment) => new(situation, recorder) { Payment = payment };

    /// <summary>The same dates with a payment of another day, noted by a recorder of their own.</summary>
    public Dates LookAt(DateOnly payment, out DayNumbers numbers, out DateRecorder recorder)
    {
        var there = situation with { PaymentDate = payment };
        numbers = new DayNumbers(there);
        return new Dates(there, recorder = new DateRecorder(there));
    }

    /// <summary>Notes that the other dates must lie where the region has them for a payment of this day.</summary>
    public void NoteLookAt(DateRegion region, int payment) => recorder?.RecordOn(region, payment);
}
