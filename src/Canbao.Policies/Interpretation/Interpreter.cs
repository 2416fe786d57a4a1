using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>
/// The meaning of a policy: answers one profile on one day, rule by rule. Slow and obvious; every fast path is proved equal to it.
/// Input must have passed <see cref="InputCheck"/>.
/// </summary>
public static class Interpreter
{
    /// <summary>The quote for one resident and one payment date.</summary>
    public static Quote Quote(Policy policy, Profile profile, in Situation situation)
    {
        var run = new Interpretation(policy, profile, situation);
        var quote = run.Answer();
        var decisive = run.RestedOn;
        for (var rest = run.Consulted & ~decisive; rest != 0; rest &= rest - 1)
        {
            var reading = policy.Readings[System.Numerics.BitOperations.TrailingZeroCount(rest)];
            if (IsDecisive(policy, profile, situation, quote, reading)) decisive |= 1UL << reading.Index;
        }
        if (decisive != 0) quote.Notices = policy.ReadingIds(decisive);
        return quote;
    }

    /// <summary>The quote with its walk and with what each consulted reading's alternatives would have answered.</summary>
    public static Explanation Explain(Policy policy, Profile profile, in Situation situation)
    {
        var walk = new Walk();
        var run = new Interpretation(policy, profile, situation, walk);
        var plain = run.Answer();
        var readings = new List<ConsultedReading>();
        foreach (var reading in policy.Readings)
        {
            var bit = 1UL << reading.Index;
            if (((run.Consulted | run.RestedOn) & bit) == 0) continue;
            readings.Add(Consult(policy, profile, situation, plain, reading, (run.RestedOn & bit) != 0));
        }
        plain.Notices = [.. readings.Where(r => r.Decisive).Select(r => r.Reading.Id)];
        return new Explanation(plain, walk, [.. readings]);
    }

    private static ConsultedReading Consult(Policy policy, Profile profile, in Situation situation, Quote quote, Reading reading, bool inWords)
    {
        var alternatives = new List<AlternativeAnswer>();
        for (var choice = 0; choice < reading.Choices.Count; choice++)
        {
            if (choice == reading.Chosen) continue;
            var other = new Interpretation(policy, profile, situation, reading: reading.Index, choice: choice).Answer();
            alternatives.Add(new(reading.Choices[choice], other == quote ? null : other));
        }
        return new ConsultedReading(reading, inWords || alternatives.Exists(a => a.Quote is not null), [.. alternatives]);
    }

    private static bool IsDecisive(Policy policy, Profile profile, in Situation situation, Quote quote, Reading reading)
    {
        for (var choice = 0; choice < reading.Choices.Count; choice++)
            if (choice != reading.Chosen && new Interpretation(policy, profile, situation, reading: reading.Index, choice: choice).Answer() != quote)
                return true;
        return false;
    }
}
