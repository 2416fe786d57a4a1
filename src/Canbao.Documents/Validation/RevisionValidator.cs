using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents.Validation;

/// <summary>
/// What the revisions of one region and benefit year must satisfy together, so that every payment day has exactly one that
/// answers, and so that what is a resident's tier and what is the collection year does not depend on the day.
/// </summary>
internal static class RevisionValidator
{
    /// <summary>The policies without a problem of this kind.</summary>
    /// <param name="policies">All documents of a folder that could be read.</param>
    /// <param name="broken">Each region/year with a document that could not be: which revisions are missing there is not known.</param>
    /// <param name="problems">Takes every problem.</param>
    public static IEnumerable<Policy> Validate(IReadOnlyList<Policy> policies, IReadOnlySet<string> broken, List<Diagnostic> problems)
    {
        var bad = new HashSet<Policy>();
        foreach (var group in policies.GroupBy(p => $"{p.Region}/{p.BenefitYear}"))
        {
            // The same number twice is reported by the folder.
            var revisions = group.OrderBy(p => p.Revision).DistinctBy(p => p.Revision).ToArray();
            for (var i = 0; i < revisions.Length; i++)
            {
                var before = problems.Count;
                Validate(revisions[i], i == 0 ? null : revisions[i - 1], mayBeMissing: !broken.Contains(group.Key), problems);
                if (problems.Count > before) bad.Add(revisions[i]);
            }
        }
        return policies.Where(p => !bad.Contains(p));
    }

    private static void Validate(Policy policy, Policy? before, bool mayBeMissing, List<Diagnostic> problems)
    {
        if (mayBeMissing) ValidateNumber(policy, before, problems);
        ValidateSupersedes(policy, problems);
        ValidateEffectiveFrom(policy, before, problems);
        if (before is not null) ValidateSameFrame(policy, before, problems);
    }

    private static void ValidateNumber(Policy policy, Policy? before, List<Diagnostic> problems)
    {
        var expected = (before?.Revision ?? 0) + 1;
        if (policy.Revision == expected) return;
        var missing = policy.Revision == expected + 1 ? $"revision {expected} is" : $"revisions {expected} to {policy.Revision - 1} are";
        problems.Add(new(DiagnosticCodes.RevisionMissing, policy.RevisionPlaces.Revision,
            $"{policy}: {missing} missing; revisions are numbered 1, 2, 3, ... without a hole"));
    }

    private static void ValidateSupersedes(Policy policy, List<Diagnostic> problems)
    {
        int? expected = policy.Revision == 1 ? null : policy.Revision - 1;
        if (policy.Supersedes == expected) return;
        var (given, wanted) = (policy.Supersedes, expected) switch
        {
            (null, _) => ("'supersedes' is missing", $"expected supersedes: {expected}, the revision before it"),
            (_, null) => ($"supersedes: {policy.Supersedes} is not allowed", "the first revision replaces none"),
            _ => ($"supersedes: {policy.Supersedes} is not allowed", $"expected {expected}, the revision before it"),
        };
        problems.Add(new(DiagnosticCodes.RevisionOrder, policy.RevisionPlaces.Supersedes ?? policy.RevisionPlaces.Revision, $"{policy}: {given}; {wanted}"));
    }

    private static void ValidateEffectiveFrom(Policy policy, Policy? before, List<Diagnostic> problems)
    {
        if (policy.Revision == 1)
        {
            if (policy.EffectiveFrom is { } none)
                Report($"effective_from: {none:yyyy-MM-dd} is not allowed; the first revision governs from the beginning");
            return;
        }
        if (policy.EffectiveFrom is not { } from)
        {
            Report("'effective_from' is missing; expected the first payment day that this revision governs, such as 2025-03-01");
            return;
        }
        if (from < policy.CollectionFrom || from > policy.CollectionTo)
            Report($"effective_from: {from:yyyy-MM-dd} lies outside the collection year {policy.CollectionFrom:yyyy-MM-dd} "
                + $"to {policy.CollectionTo:yyyy-MM-dd}");
        if (before?.EffectiveFrom is { } earlier && from <= earlier)
            Report($"effective_from: {from:yyyy-MM-dd} is not after {earlier:yyyy-MM-dd}, when {before} comes into force");

        void Report(string what) => problems.Add(new(
            DiagnosticCodes.EffectiveDate, policy.RevisionPlaces.EffectiveFrom ?? policy.RevisionPlaces.Revision, $"{policy}: {what}"));
    }

    private static void ValidateSameFrame(Policy policy, Policy before, List<Diagnostic> problems)
    {
        string[] tiers = [.. policy.Standards.Select(s => s.Tier)], earlier = [.. before.Standards.Select(s => s.Tier)];
        if (!tiers.ToHashSet().SetEquals(earlier))
            problems.Add(new(DiagnosticCodes.RevisionTiers, policy.Standards[0].Rule.Position,
                $"{policy} has the tiers {string.Join(", ", tiers)}; {before} has {string.Join(", ", earlier)}; they must be the same"));
        if (policy.CollectionFrom != before.CollectionFrom)
            problems.Add(new(DiagnosticCodes.RevisionCollectionYear, policy.Windows[0].Terms.Rule.Position,
                $"the collection year of {policy} begins on {policy.CollectionFrom:yyyy-MM-dd}, that of {before} on {before.CollectionFrom:yyyy-MM-dd}; "
                + "it must be the same"));
    }
}
