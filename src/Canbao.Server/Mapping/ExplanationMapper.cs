using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.V1;
using Explanation = Canbao.V1.Explanation;

namespace Canbao.Server.Mapping;

/// <summary>The interpreter's walk on the wire.</summary>
public static class ExplanationMapper
{
    public static Explanation ToMessage(Policies.Interpretation.Explanation explanation, Policy policy)
    {
        var message = new Explanation { Quote = QuoteMapper.ToMessage(explanation.Quote, policy) };
        message.Steps.AddRange(explanation.Walk.Steps.Select(ToMessage));
        message.Candidates.AddRange(explanation.Walk.Candidates.Select(c => ToMessage(c, policy)));
        message.Readings.AddRange(explanation.Readings.Select(ToMessage));
        return message;
    }

    private static ExplanationStep ToMessage(Step step) => new()
    {
        RuleKind = step.Kind, RuleId = step.Rule?.Id ?? "", Outcome = (V1.StepOutcome)step.Outcome, TextZh = step.Zh, TextEn = step.En,
            Clause = ToMessage(step.Rule?.FirstClause),
    };

    private static AssistanceCandidate ToMessage(Candidate candidate, Policy policy)
    {
        var message = new AssistanceCandidate
        {
            Identity = candidate.Identity,
            NameZh = policy.Codes.Identity(candidate.Identity)?.Name.Zh ?? "",
            Fund = candidate.Grant?.Fund ?? "",
            Won = candidate.Outcome == CandidateOutcome.Won,
            ReasonZh = CandidateText.Zh(candidate.Outcome),
            ReasonEn = CandidateText.En(candidate.Outcome),
            Clause = ToMessage(candidate.Grant?.Rule.FirstClause),
        };
        if (candidate.AmountFen is { } fen) message.AmountFen = fen;
        return message;
    }

    private static V1.ConsultedReading ToMessage(Policies.Interpretation.ConsultedReading consulted)
    {
        var message = new V1.ConsultedReading
        {
            Id = consulted.Reading.Id,
            Question = consulted.Reading.Question,
            Choice = consulted.Reading.Choice.Id,
            Reason = consulted.Reading.Reason,
            Decisive = consulted.Decisive,
        };
        foreach (var alternative in consulted.Alternatives)
            message.Alternatives.Add(new ReadingAlternative { Choice = alternative.Choice.Id, Quote = alternative.Quote is null ? null
                : QuoteMapper.ToMessage(alternative.Quote) });
        return message;
    }

    private static V1.Clause? ToMessage(Policies.Model.Clause? clause) => clause is null ? null
        : new V1.Clause { Section = clause.Section, Quotation = clause.Quotation };
}
