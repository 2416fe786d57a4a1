using Canbao.Cli.Commands;
using Canbao.Documents;
using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.Proofs;

namespace Canbao.Cli.Rendering;

/// <summary>What a proof found, as problems of the document: each counter-example is a command that shows it.</summary>
internal static class ProofText
{
    public static IEnumerable<Diagnostic> Problems(Policy policy, ProofResult proof)
    {
        foreach (var found in proof.Counterexamples)
            yield return new(DiagnosticCodes.Proof, new Position(policy.File, 1, 1),
                $"{found.What}; see {QuoteCommandLine.Of(policy, found.Profile, found.Situation)}");
        foreach (var rule in proof.DeadRules)
            yield return new(DiagnosticCodes.DeadRule, rule.Position, $"rule '{rule.Id}' decides nobody's answer on any day");
    }
}
