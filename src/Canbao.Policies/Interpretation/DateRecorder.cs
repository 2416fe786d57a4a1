namespace Canbao.Policies.Interpretation;

/// <summary>
/// Notes what the interpreter asks about a resident's dates, and so for which other dates every question has the same answer: there it would go
/// the same way. One run, with all that it asks beside itself under other choices and of later revisions, has one recorder.
/// </summary>
internal sealed class DateRecorder(in Situation situation)
{
    // How far a run of like days is followed; behind that the region ends.
    private const int LongestRun = 400;

    private readonly DayNumbers _point = new(situation);
    private readonly List<Bound> _bounds = [];
    private DayNumbers _low = DayNumbers.First, _high = DayNumbers.Last;

    /// <summary>Where all that was asked has the same answer.</summary>
    public DateRegion Region() => new(_low, _high, [.. _bounds]);

    /// <summary>Notes whether one day is before another one.</summary>
    public void Record(in Day left, in Day right, bool isLess)
    {
        var (a, b) = (left.Term, right.Term);
        if (a.Source == b.Source)
        {
            if (a != b) RecordRun(a, b);
        }
        else if (a.Source == DateSource.None) Narrow(b.Source, b.Shift.FirstAtOrAfter(left.Number + 1), isLess);
        else if (b.Source == DateSource.None) Narrow(a.Source, a.Shift.FirstAtOrAfter(right.Number), !isLess);
        else if (a.Source == DateSource.Payment) Add(new(new(b.Source, b.Shift, a.Shift.AddDays(1)), isLess));
        else if (b.Source == DateSource.Payment) Add(new(new(a.Source, a.Shift, b.Shift), !isLess));
        else
        {
            Pin(a.Source);
            Pin(b.Source);
        }
    }

    /// <summary>Notes a question that a day alone decides: it has the same answer on the like days around.</summary>
    public void RecordRun(in Day day, Func<int, bool> asked)
    {
        var term = day.Term;
        if (term.Source != DateSource.None) RecordRun(term.Source, date => asked(term.Shift.At(date)));
    }

    /// <summary>Notes that what was found of another payment day must be found again: the other dates lie where the region has them on that day.</summary>
    public void RecordOn(DateRegion region, int payment)
    {
        for (var source = DateSource.Payment + 1; source < DateSource.None; source++)
        {
            _low[source] = Math.Max(_low[source], region.Low[source]);
            _high[source] = Math.Min(_high[source], region.High[source]);
        }
        foreach (ref readonly var bound in region.Bounds) Narrow(bound.Fence.Source, bound.Fence.On(payment), bound.Behind);
    }

    /// <summary>Notes something that is said of this one day only.</summary>
    public void Pin(DateSource source) => (_low[source], _high[source]) = (_point[source], _point[source]);

    /// <summary>Of two days that move with the same date.</summary>
    private void RecordRun(DayTerm one, DayTerm other) => RecordRun(one.Source, date => one.Shift.At(date) < other.Shift.At(date));

    private void RecordRun(DateSource source, Func<int, bool> asked)
    {
        var (first, last) = (_point[source], _point[source]);
        if (first < 0)
        {
            Pin(source);
            return;
        }
        var answer = asked(first);
        var (least, most) = (Math.Max(Math.Max(_low[source], 0), first - LongestRun), Math.Min(_high[source], last + LongestRun));
        while (first > least && asked(first - 1) == answer) first--;
        while (last < most && asked(last + 1) == answer) last++;
        (_low[source], _high[source]) = (first, last);
    }

    /// <summary>Notes whether a date has reached the first one of which something is true.</summary>
    private void Narrow(DateSource source, int first, bool reached)
    {
        if (reached) _low[source] = Math.Max(_low[source], first);
        else _high[source] = Math.Min(_high[source], first - 1);
    }

    private void Add(Bound bound)
    {
        if (!_bounds.Contains(bound)) _bounds.Add(bound);
    }
}
