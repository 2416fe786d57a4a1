using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>
/// The meaning of a policy: answers one profile on one day, rule by rule. Slow and obvious; every fast path is proved equal to it.
/// Input must have passed <see cref="InputCheck"/>.
/// </summary>
public static class Interpreter
{
    /// <summary>The quote for one resident and one payment date.</summary>
    public static Quote Quote(Policy policy, Profile profile, in Situation situation) =>
        Answer(policy, profile, new Dates(situation), null).QuoteFor(new DayNumbers(situation));

    /// <summary>The quote with its walk and with what each consulted reading's alternatives would have answered.</summary>
    public static Explanation Explain(Policy policy, Profile profile, in Situation situation) =>
        Explain(policy, profile, new Dates(situation), null, new Walk());

    /// <summary>As of a policy that governs up to a day only (null: without end): no later day is named as the next open one.</summary>
    internal static Template Answer(Policy policy, Profile profile, Dates dates, DateOnly? governsTo)
    {
        var run = new Interpretation(policy, profile, dates, governsTo: governsTo);
        var quote = run.Answer();
        var decisive = run.RestedOn;
        for (var rest = run.Varying & ~decisive; rest != 0; rest &= rest - 1)
        {
            var reading = policy.Readings[System.Numerics.BitOperations.TrailingZeroCount(rest)];
            if (IsDecisive(policy, profile, dates, governsTo, run, quote, reading)) decisive |= 1UL << reading.Index;
        }
        if (decisive != 0) quote.Notices = policy.ReadingIds(decisive);
        if (run.Start is not { } start) return new Template(policy, quote, null);
        if (start.Term.Source != DateSource.None) return new Template(policy, quote, start.Term);
        quote.BenefitStart = DateOnly.FromDayNumber(start.Number);
        return new Template(policy, quote, null);
    }

    internal static Explanation Explain(Policy policy, Profile profile, Dates dates, DateOnly? governsTo, Walk walk)
    {
        var run = new Interpretation(policy, profile, dates, walk, governsTo: governsTo);
        var plain = WithStart(run);
        var readings = new List<ConsultedReading>();
        foreach (var reading in policy.Readings)
        {
            var bit = 1UL << reading.Index;
            if (((run.Consulted | run.RestedOn) & bit) == 0) continue;
            readings.Add(Consult(policy, profile, dates, governsTo, plain, reading, (run.RestedOn & bit) != 0));
        }
        plain.Notices = [.. readings.Where(r => r.Decisive).Select(r => r.Reading.Id)];
        return new Explanation(plain, walk, [.. readings]);
    }

    private static ConsultedReading Consult(
        Policy policy, Profile profile, Dates dates, DateOnly? governsTo, Quote quote, Reading reading, bool inWords)
    {
        var alternatives = new List<AlternativeAnswer>();
        for (var choice = 0; choice < reading.Choices.Count; choice++)
        {
            if (choice == reading.Chosen) continue;
            var other = WithStart(new Interpretation(policy, profile, dates, governsTo: governsTo, reading: reading.Index, choice: choice));
            alternatives.Add(new(reading.Choices[choice], other == quote ? null : other));
        }
        return new ConsultedReading(reading, inWords || alternatives.Exists(a => a.Quote is not null), [.. alternatives]);
    }

    private static Quote WithStart(Interpretation run)
    {
        var quote = run.Answer();
        quote.BenefitStart = run.Start?.Shown;
        return quote;
    }

    private static bool IsDecisive(
        Policy policy, Profile profile, Dates dates, DateOnly? governsTo, Interpretation run, Quote quote, Reading reading)
    {
        for (var choice = 0; choice < reading.Choices.Count; choice++)
        {
            if (choice == reading.Chosen) continue;
            var other = new Interpretation(policy, profile, dates, null, governsTo, run, reading.Index, choice);
            if (other.Answer() != quote || !Day.IsSame(other.Start, run.Start)) return true;
        }
        return false;
    }
}
