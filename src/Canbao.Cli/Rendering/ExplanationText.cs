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
        output.WriteLine($"  {(consulted.Decisive ? "●" : "○")} {reading.Id}: {reading.Question}");
        output.WriteLine($"      取 {reading.Choice.Id}：{reading.Choice.Text}（{reading.Reason}）");
        foreach (var alternative in consulted.Alternatives)
            output.WriteLine($"      或 {alternative.Choice.Id}：{alternative.Choice.Text}{Effect(quote, alternative.Quote)}");
    }

    /// <summary>What would be another value under the alternative.</summary>
    private static string Effect(Quote quote, Quote? other)
    {
        if (other is null) return "";
        var changes = new List<string>();
        if (other.Status != quote.Status) changes.Add(StatusText.Zh(other.Status));
        if (other.FeeFen != quote.FeeFen) changes.Add($"应缴 {Money(other.FeeFen)}");
        if (other.AssistanceFen != quote.AssistanceFen) changes.Add($"资助 {Money(other.AssistanceFen)}");
        if (other.MatchedIdentity != quote.MatchedIdentity) changes.Add($"资助身份 {other.MatchedIdentity ?? "无"}");
        if (other.BenefitStart != quote.BenefitStart) changes.Add($"待遇起 {(other.BenefitStart is { } start ? $"{start:yyyy-MM-dd}" : "无")}");
        if (other.Catastrophic?.DeductibleFen != quote.Catastrophic?.DeductibleFen) changes.Add($"大病起付线 {Money(other.Catastrophic?.DeductibleFen)}");
        if (other.Catastrophic?.UpliftSteps != quote.Catastrophic?.UpliftSteps) changes.Add($"限额提高 {other.Catastrophic?.UpliftSteps ?? 0} 次");
        return " → " + (changes.Count == 0 ? "其他项目不同" : string.Join("，", changes));
    }

    private static string Money(long? fen) => fen is { } amount ? $"{Yuan.Format(amount)} 元" : "未写明";
}
