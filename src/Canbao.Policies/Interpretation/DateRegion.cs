using System.Runtime.CompilerServices;

namespace Canbao.Policies.Interpretation;

/// <summary>A resident's dates as day numbers, by their source; -1 for one that was not given, which lies before all others.</summary>
[InlineArray(Count)]
public struct DayNumbers
{
    /// <summary>As many as there are sources.</summary>
    public const int Count = (int)DateSource.None;

    /// <summary>Of a date that was not given.</summary>
    public const int NotGiven = -1;

    private int _first;

    public DayNumbers(in Situation situation)
    {
        this[DateSource.Payment] = situation.PaymentDate.DayNumber;
        this[DateSource.Birth] = Of(situation.BirthDate);
        this[DateSource.Event] = Of(situation.EventDate);
        this[DateSource.Recognition] = Of(situation.IdentityRecognisedOn);
    }

    /// <summary>Before all dates.</summary>
    public static DayNumbers First => Of(NotGiven);

    /// <summary>Behind all dates.</summary>
    public static DayNumbers Last => Of(int.MaxValue);

    public int this[DateSource source]
    {
        readonly get => this[(int)source];
        set => this[(int)source] = value;
    }

    internal static int Of(DateOnly? date) => date is { } day ? day.DayNumber : NotGiven;

    /// <summary>The dates of these numbers.</summary>
    public readonly Situation ToSituation() => new(
        DateOnly.FromDayNumber(this[DateSource.Payment]), DateOf(DateSource.Birth), DateOf(DateSource.Event), DateOf(DateSource.Recognition));

    private readonly DateOnly? DateOf(DateSource source) => this[source] < 0 ? null : DateOnly.FromDayNumber(this[source]);

    private static DayNumbers Of(int all)
    {
        var numbers = default(DayNumbers);
        ((Span<int>)numbers).Fill(all);
        return numbers;
    }
}

/// <summary>
/// A line that moves with the payment day: the first date of a source whose <paramref name="Theirs"/> is not before the payment day's
/// <paramref name="OfPayment"/>. An age, a period after an event, a recognition after the payment are such lines.
/// </summary>
public readonly record struct Fence(DateSource Source, DayShift Theirs, DayShift OfPayment)
{
    /// <summary>The first date behind the line on a payment day, as a day number.</summary>
    public int On(int payment) => Theirs.FirstAtOrAfter(OfPayment.At(payment));

    /// <summary>The last payment day on which a date still lies behind the line.</summary>
    public int LastPaymentBefore(int date) => OfPayment.FirstAtOrAfter(Theirs.At(date) + 1) - 1;
}

/// <summary>Whether the dates of a region lie behind a fence or before it.</summary>
public readonly record struct Bound(Fence Fence, bool Behind)
{
    /// <summary>A date that was not given lies before every line, wherever that is.</summary>
    internal bool Holds(in DayNumbers dates) =>
        (dates[Fence.Source] >= 0 && dates[Fence.Source] >= Fence.On(dates[DateSource.Payment])) == Behind;
}

/// <summary>Dates for which the interpreter goes the same way. For each payment day it is a box.</summary>
/// <param name="low">The first date of each source.</param>
/// <param name="high">The last date of each source.</param>
/// <param name="bounds">Which lines that move with the payment day its dates lie behind.</param>
public sealed class DateRegion(in DayNumbers low, in DayNumbers high, Bound[] bounds)
{
    private readonly DayNumbers _low = low, _high = high;

    public DayNumbers Low => _low;

    public DayNumbers High => _high;

    public ReadOnlySpan<Bound> Bounds => bounds;

    /// <summary>The last payment day with which these other dates, which lie in it now, lie in it.</summary>
    public int LastPaymentFor(in DayNumbers dates)
    {
        var last = _high[DateSource.Payment];
        foreach (ref readonly var bound in bounds.AsSpan())
            if (bound.Behind) last = Math.Min(last, bound.Fence.LastPaymentBefore(dates[bound.Fence.Source]));
        return last;
    }

    /// <summary>Whether the dates lie in it.</summary>
    public bool Contains(in DayNumbers dates)
    {
        for (var source = 0; source < DayNumbers.Count; source++)
            if (dates[source] < _low[source] || dates[source] > _high[source]) return false;
        foreach (ref readonly var bound in bounds.AsSpan())
            if (!bound.Holds(dates)) return false;
        return true;
    }
}
