using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents.Validation;

/// <summary>What a well-formed document must satisfy to be a policy. Each topic reports everything that it finds.</summary>
internal static class PolicyValidator
{
    public static void Validate(Policy policy, List<Diagnostic> problems)
    {
        ValidateStandards(policy, problems);
        ValidateAnswers(policy, problems);
        ValidateIds(policy, problems);
        WindowValidator.Validate(policy, problems);
        FigureValidator.Validate(policy, problems);
        QuotedNumberValidator.Validate(policy, problems);
        QuotedDateValidator.Validate(policy, problems);
        NameValidator.Validate(policy, problems);
        CaseValidator.Validate(policy, problems);
        DearerTogetherValidator.Validate(policy, problems);
        ValidateAddons(policy, problems);
    }

    private static void ValidateStandards(Policy policy, List<Diagnostic> problems)
    {
        if (policy.Standards.Count == 0)
            problems.Add(new(DiagnosticCodes.MissingTier, policy.Notice.Position with { Line = 1, Column = 1 }, "a policy needs at least one standard"));
        foreach (var twice in policy.Standards.GroupBy(s => s.Tier).Where(g => g.Count() > 1).Select(g => g.Last()))
            problems.Add(new(DiagnosticCodes.DuplicateId, twice.Rule.Position, $"tier '{Shown.Text(twice.Tier)}' is given twice"));
    }

    private static void ValidateAnswers(Policy policy, List<Diagnostic> problems)
    {
        foreach (var rule in policy.Eligibility)
        {
            if (rule.Answer is not (QuoteStatus.NotEligible or QuoteStatus.Undetermined))
                problems.Add(new(DiagnosticCodes.BadValue, rule.Rule.Position, "answer: expected not_eligible or undetermined"));
            if (!rule.When.AsksAFlagToBeSet)
                problems.Add(new(DiagnosticCodes.BadValue, rule.Rule.Position,
                    "when: expected a flag of the resident that is yes, or everybody would be outside the scheme"));
        }
        if (policy.AlreadyPaid.Answer is not (QuoteStatus.AlreadyPaid or QuoteStatus.Undetermined))
            problems.Add(new(DiagnosticCodes.BadValue, policy.AlreadyPaid.Rule.Position, "answer: expected already_paid or undetermined"));
    }

    /// <summary>Ids name rules in explanations: within their block they are unique.</summary>
    private static void ValidateIds(Policy policy, List<Diagnostic> problems)
    {
        Rule[][] blocks =
        [
            [.. policy.Eligibility.Select(r => r.Rule)],
            [.. policy.Windows.Select(w => w.Terms.Rule)],
            [.. policy.Circumstances.SelectMany(c => c.Cases).Select(c => c.Terms.Rule)],
        ];
        foreach (var twice in blocks.SelectMany(block => block.GroupBy(r => r.Id).Where(g => g.Count() > 1)).Select(g => g.Last()))
            problems.Add(new(DiagnosticCodes.DuplicateId, twice.Position, $"rule '{Shown.Text(twice.Id)}' is given twice"));
    }

    private static void ValidateAddons(Policy policy, List<Diagnostic> problems)
    {
        foreach (var addon in policy.Addons)
            foreach (var excluded in addon.Excludes.Where(e => !policy.Addons.Any(a => a.Code == e)))
                problems.Add(new(DiagnosticCodes.UnknownCode, addon.Rule.Position, $"add-on '{Shown.Text(excluded)}' is not offered by this policy"));
    }
}
