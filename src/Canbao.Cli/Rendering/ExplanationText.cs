using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;

namespace Canbao.Cli.Rendering;

/// <summary>The interpreter's walk for a terminal, in Chinese and in English.</summary>
internal static class ExplanationText
{
    public static void Write(TextWriter output, Policy policy, Explanation explanation)
    {
        output.WriteLine();
        output.WriteLine("依据 why");
        foreach (var step in explanation.Walk.Steps) WriteStep(output, step);
        if (explanation.Walk.Candidates.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("身份比较 identities");
            foreach (var candidate in explanation.Walk.Candidates) WriteCandidate(output, policy, candidate);
        }
        if (explanation.Readings.Count == 0) return;
        output.WriteLine();
        output.WriteLine("对通知的理解 readings");
        foreach (var reading in explanation.Readings) WriteReading(output, explanation.Quote, reading);
    }

    private static void WriteStep(TextWriter output, Step step)
    {
        var mark = step.Outcome switch { StepOutcome.Applied => "✓", StepOutcome.PassedOver => "–", StepOutcome.Silent => "?", _ => "!" };
        output.WriteLine($"  {mark} {step.Kind}{(step.Rule is null ? "" : $" {step.Rule.Id}")}: {step.Zh} / {step.En}");
        if (step.Outcome != StepOutcome.PassedOver && step.Rule is not null) WriteClauses(output, step.Rule);
    }

    private static void WriteClauses(TextWriter output, Rule rule)
    {
        foreach (var clause in rule.Clauses) output.WriteLine($"      {clause.Section}：「{clause.Quotation}」");
        if (rule.Silent is { } silent) output.WriteLine($"      （{silent}）");
    }

    private static void WriteCandidate(TextWriter output, Policy policy, Candidate candidate)
    {
        var mark = candidate.Outcome == CandidateOutcome.Won ? "✓" : "–";
        var amount = candidate.AmountFen is { } fen ? $"{Yuan.Format(fen)} 元" : "未写明";
        var why = $"{CandidateText.Zh(candidate.Outcome)} / {CandidateText.En(candidate.Outcome)}";
        output.WriteLine($"  {mark} {QuoteText.IdentityName(policy, candidate.Identity)}  {amount}  {why}");
        if (candidate.Grant is { } grant) WriteClauses(output, grant.Rule);
    }

    private static void WriteReading(TextWriter output, Quote quote, ConsultedReading consulted)
    {
        var reading = consulted.Reading;
        output.WriteLine($"  {(consulted.Decisive ? "●" : "○")} {reading.Id}（{reading.Section}）");
        ReadingText.Write(output, reading, "      ", choice => consulted.Alternatives.First(a => a.Choice == choice).Quote is { } other
            ? ChangedFields.Text(quote, other) : null);
    }
}
