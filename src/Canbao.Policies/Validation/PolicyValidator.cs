using Canbao.Policies.Documents;
using Canbao.Policies.Model;

namespace Canbao.Policies.Validation;

/// <summary>What a well-formed document must satisfy to be a policy. Each topic reports everything that it finds.</summary>
internal static class PolicyValidator
{
    public static void Validate(Policy policy, List<Diagnostic> problems)
    {
        ValidateStandards(policy, problems);
        WindowValidator.Validate(policy, problems);
        FigureValidator.Validate(policy, problems);
        QuotedNumberValidator.Validate(policy, problems);
        ValidateAddons(policy, problems);
    }

    private static void ValidateStandards(Policy policy, List<Diagnostic> problems)
    {
        if (policy.Standards.Count == 0)
            problems.Add(new(DiagnosticCodes.MissingTier, new Position(policy.ToString(), 1, 1), "a policy needs at least one standard"));
        foreach (var twice in policy.Standards.GroupBy(s => s.Tier).Where(g => g.Count() > 1).Select(g => g.Last()))
            problems.Add(new(DiagnosticCodes.DuplicateId, twice.Rule.Position, $"tier '{Shown.Text(twice.Tier)}' is given twice"));
    }

    private static void ValidateAddons(Policy policy, List<Diagnostic> problems)
    {
        foreach (var addon in policy.Addons)
            foreach (var excluded in addon.Excludes.Where(e => !policy.Addons.Any(a => a.Code == e)))
                problems.Add(new(DiagnosticCodes.UnknownCode, addon.Rule.Position, $"add-on '{Shown.Text(excluded)}' is not offered by this policy"));
    }
}
