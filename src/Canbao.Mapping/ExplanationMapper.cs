using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.V1;
using Explanation = Canbao.V1.Explanation;

namespace Canbao.Mapping;

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

    private static ExplanationStep ToMessage(Step step)
    {
        var message = new ExplanationStep
        {
            RuleKind = step.Kind, RuleId = step.Rule?.Id ?? "", Outcome = (V1.StepOutcome)step.Outcome, TextZh = step.Zh, TextEn = step.En,
            Silence = step.Rule?.Silent ?? "",
        };
        message.Clauses.AddRange(ToMessages(step.Rule));
        return message;
    }

    private static AssistanceCandidate ToMessage(Candidate candidate, Policy policy)
    {
        var message = new AssistanceCandidate
        {
            Identity = candidate.Identity,
            NameZh = policy.Codes.Identity(candidate.Identity)?.Name.Zh ?? "",
            NameEn = policy.Codes.Identity(candidate.Identity)?.Name.En ?? "",
            Fund = candidate.Grant?.Fund ?? "",
            Won = candidate.Outcome == CandidateOutcome.Won,
            ReasonZh = CandidateText.Zh(candidate.Outcome),
            ReasonEn = CandidateText.En(candidate.Outcome),
        };
        message.Clauses.AddRange(ToMessages(candidate.Grant?.Rule));
        if (candidate.AmountFen is { } fen) message.AmountFen = fen;
        return message;
    }

    private static V1.ConsultedReading ToMessage(Policies.Interpretation.ConsultedReading consulted)
    {
        var message = ToMessage(consulted.Reading);
        message.Decisive = consulted.Decisive;
        message.Alternatives.AddRange(consulted.Alternatives.Select(ToMessage));
        return message;
    }

    private static V1.ConsultedReading ToMessage(Reading reading) => new()
    {
        Id = reading.Id,
        Question = reading.Question,
        QuestionEn = reading.QuestionEn,
        Choice = reading.Choice.Id,
        ChoiceText = reading.Choice.Text,
        ChoiceTextEn = reading.Choice.TextEn,
        Reason = reading.Reason,
        ReasonEn = reading.ReasonEn,
        Section = reading.Section,
    };

    /// <summary>A reading by itself, with its alternatives in words.</summary>
    public static V1.ConsultedReading WithAlternatives(Reading reading)
    {
        var message = ToMessage(reading);
        var others = reading.Choices.Where((_, i) => i != reading.Chosen);
        message.Alternatives.AddRange(others.Select(choice => Alternative(choice)));
        return message;
    }

    private static ReadingAlternative ToMessage(AlternativeAnswer alternative)
    {
        var message = Alternative(alternative.Choice);
        message.Quote = alternative.Quote is null ? null : QuoteMapper.ToMessage(alternative.Quote);
        return message;
    }

    private static ReadingAlternative Alternative(ReadingChoice choice) => new() { Choice = choice.Id, Text = choice.Text, TextEn = choice.TextEn };

    internal static IEnumerable<V1.Clause> ToMessages(Rule? rule) =>
        (rule?.Clauses ?? []).Select(c => new V1.Clause { Section = c.Section, Quotation = c.Quotation });
}
