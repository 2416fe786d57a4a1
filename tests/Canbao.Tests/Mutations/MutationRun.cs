using Canbao.Documents;
using Canbao.Documents.Readers;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Tests.Mutations;

/// <summary>Every corruption of one document, and what caught it.</summary>
internal static class MutationRun
{
    /// <summary>
    /// What became of a corruption: the check that caught it with the code of its problem; or the reason why it is harmless; or neither.
    /// </summary>
    internal sealed record Outcome(Policy Policy, Corruption Corruption)
    {
        public string? CaughtBy { get; init; }

        public string? Code { get; init; }

        public string? Harmless { get; init; }

        public bool Survived => CaughtBy is null && Harmless is null;

        public override string ToString() =>
            $"{Policy}\t{Corruption.Place.Node.Position.Line}\t{Corruption.Kind}\t{Corruption.Place.Path}: {Corruption.What}\t"
            + (CaughtBy is null ? Harmless is null ? "SURVIVED\t" : $"harmless\t{Harmless}" : $"{CaughtBy}\t{Code}");
    }

    public static IReadOnlyList<Corruption> Corruptions(Policy policy)
    {
        var root = new Place(DocumentReader.Read(policy.ToString(), policy.Document, [])!, "", 0, null);
        return [.. ValueCorruptions.Of(root, KnownCodes.Bundled), .. StructureCorruptions.Of(root, KnownCodes.Bundled)];
    }

    public static Outcome Run(Policy policy, Corruption corruption)
    {
        var outcome = new Outcome(policy, corruption);
        var problems = new List<Diagnostic>();
        if (PolicyReader.Read("wrong.yaml", DocumentText.Of(corruption.Document), policy.Codes, problems) is not { } wrong)
            return outcome with { CaughtBy = "reading", Code = problems[0].Code };
        foreach (var check in MutationChecks.All)
            if (check.Problems(policy, wrong).FirstOrDefault() is { } problem) return outcome with { CaughtBy = check.Name, Code = problem.Code };
        foreach (var rule in Harmless.Rules)
            if (rule.Holds(policy, corruption) && !(rule.IsTried && Residents.ToldApart(policy, wrong, corruption) is not null))
                return outcome with { Harmless = rule.Reason };
        return MutationChecks.Prove(wrong).FirstOrDefault() is { } refuted ? outcome with { CaughtBy = "proof", Code = refuted.Code } : outcome;
    }
}
