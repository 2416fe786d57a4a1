using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>
/// The meaning of a policy: answers one profile on one day, rule by rule. Slow and obvious; every fast path is proved equal to it.
/// Input must have passed <see cref="InputCheck"/>.
/// </summary>
public static class Interpreter
{
    /// <summary>The quote for one resident and one payment date.</summary>
    public static Quote Quote(Policy policy, Profile profile, in Situation situation) => Quote(policy, profile, situation, null);

    /// <summary>The quote with its walk and with what each consulted reading's alternatives would have answered.</summary>
    public static Explanation Explain(Policy policy, Profile profile, in Situation situation) => Explain(policy, profile, situation, null, new Walk());

    /// <summary>As of a policy that governs up to a day only (null: without end): no later day is named as the next open one.</summary>
    internal static Quote Quote(Policy policy, Profile profile, in Situation situation, DateOnly? governsTo)
    {
        var run = new Interpretation(policy, profile, situation, governsTo: governsTo);
        var quote = run.Answer();
        var decisive = run.RestedOn;
        for (var rest = run.Consulted & ~decisive; rest != 0; rest &= rest - 1)
        {
            var reading = policy.Readings[System.Numerics.BitOperations.TrailingZeroCount(rest)];
            if (IsDecisive(policy, profile, situation, governsTo, quote, reading)) decisive |= 1UL << reading.Index;
        }
        if (decisive != 0) quote.Notices = policy.ReadingIds(decisive);
        return quote;
    }

    internal static Explanation Explain(Policy policy, Profile profile, in Situation situation, DateOnly? governsTo, Walk walk)
    {
        var run = new Interpretation(policy, profile, situation, walk, governsTo: governsTo);
        var plain = run.Answer();
        var readings = new List<ConsultedReading>();
        foreach (var reading in policy.Readings)
        {
            var bit = 1UL << reading.Index;
            if (((run.Consulted | run.RestedOn) & bit) == 0) continue;
            readings.Add(Consult(policy, profile, situation, governsTo, plain, reading, (run.RestedOn & bit) != 0));
        }
        plain.Notices = [.. readings.Where(r => r.Decisive).Select(r => r.Reading.Id)];
        return new Explanation(plain, walk, [.. readings]);
    }

    private static ConsultedReading Consult(
        Policy policy, Profile profile, in Situation situation, DateOnly? governsTo, Quote quote, Reading reading, bool inWords)
    {
        var alternatives = new List<AlternativeAnswer>();
        for (var choice = 0; choice < reading.Choices.Count; choice++)
        {
            if (choice == reading.Chosen) continue;
            var other = new Interpretation(policy, profile, situation, reading: reading.Index, choice: choice, governsTo: governsTo).Answer();
            alternatives.Add(new(reading.Choices[choice], other == quote ? null : other));
        }
        return new ConsultedReading(reading, inWords || alternatives.Exists(a => a.Quote is not null), [.. alternatives]);
    }

    private static bool IsDecisive(Policy policy, Profile profile, in Situation situation, DateOnly? governsTo, Quote quote, Reading reading)
    {
        for (var choice = 0; choice < reading.Choices.Count; choice++)
        {
            if (choice == reading.Chosen) continue;
            var other = new Interpretation(policy, profile, situation, reading: reading.Index, choice: choice, governsTo: governsTo);
            if (other.Answer() != quote) return true;
        }
        return false;
    }
}
