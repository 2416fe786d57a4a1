using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents.Validation;

/// <summary>
/// A declaration that identities are dearer together names identities of the policy's grants, each on one side and once: a
/// permission that covers more than it says would hide the mistake that it is there to show.
/// </summary>
internal static class DearerTogetherValidator
{
    public static void Validate(Policy policy, List<Diagnostic> problems)
    {
        var declared = new HashSet<string>();
        foreach (var dearer in policy.Assistance.DearerTogether)
        {
            if (dearer.Identities.Count == 0 || dearer.With.Count == 0) Report(dearer, "identities and with: each names at least one identity");
            foreach (var twice in dearer.Identities.Where(i => dearer.With.Contains(i)))
                Report(dearer, $"'{Shown.Text(twice)}' stands in both identities and with; it cannot be dearer together with itself");
            foreach (var unnamed in dearer.Identities.Concat(dearer.With).Where(i => policy.GrantFor(i) is null))
                Report(dearer, $"'{Shown.Text(unnamed)}' is in no grant of this policy; expected an identity of a grant");
            foreach (var twice in dearer.Identities.Where(i => !declared.Add(i)))
                Report(dearer, $"'{Shown.Text(twice)}' is declared twice; write all that it is dearer with in one place");
        }

        void Report(DearerTogether dearer, string what) =>
            problems.Add(new(DiagnosticCodes.BadValue, dearer.Rule.Position, $"dearer_together: {what}"));
    }
}
