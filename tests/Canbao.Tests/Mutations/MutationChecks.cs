using Canbao.Cli.Rendering;
using Canbao.Documents;
using Canbao.Documents.WorkedCases;
using Canbao.Policies.Model;
using Canbao.Proofs;

namespace Canbao.Tests.Mutations;

/// <summary>
/// What looks at a document that could be read. The checks run in this order, and the first that reports a problem has caught the
/// corruption. Each gets the good policy and the wrong one.
/// </summary>
internal static class MutationChecks
{
    private static readonly Dictionary<Policy, IReadOnlyList<WorkedCase>> Cases =
        TestPolicies.Book.Policies.ToDictionary(p => p, p => (IReadOnlyList<WorkedCase>)WorkedCaseFile.Read(p, []));

    public static readonly (string Name, Func<Policy, Policy, IEnumerable<Diagnostic>> Problems)[] All =
    [
        ("worked cases", (good, wrong) => Cases[good].SelectMany(c => c.Check(wrong))),
    ];

    /// <summary>Seconds for each policy: asked last, and only of what nothing else has caught or found harmless.</summary>
    public static IEnumerable<Diagnostic> Prove(Policy wrong) => ProofText.Problems(wrong, PolicyProof.Prove(wrong));
}
