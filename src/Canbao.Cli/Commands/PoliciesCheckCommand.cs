using System.CommandLine;
using Canbao.Cli.Rendering;
using Canbao.Cli.Totals;
using Canbao.Engine.Proofs;
using Canbao.Policies;
using Canbao.Policies.Cells;
using Canbao.Policies.Documents;
using Canbao.Policies.Model;

namespace Canbao.Cli.Commands;

/// <summary>canbao policies check: everything that can be known about policies before anybody is quoted.</summary>
internal static class PoliciesCheckCommand
{
    public static Command Create()
    {
        var quick = new Option<bool>("--quick") { Description = "Leave out the proof over the whole space." };
        var unproved = new Option<bool>("--unproved") { Description = "Prove only policies that have no valid stamp." };
        var policies = PolicyOption.Create();
        const string what = "Check every document, prove it over the whole space of its inputs, and stamp it. Prints all problems as "
            + "file:line:column; the exit code is 1 if there is one.";
        var command = new Command("check", Examples.Describe("policies check", what)) { quick, unproved, policies };
        command.SetAction(result => Run(result.GetValue(policies)!, result.GetValue(quick), result.GetValue(unproved)));
        return command;
    }

    private static int Run(string folder, bool quick, bool unproved)
    {
        var loaded = PolicyFolder.Load(folder);
        var problems = new List<Diagnostic>(loaded.Problems);
        var proofs = quick ? [] : Prove(loaded.Policies, unproved, problems);
        foreach (var problem in problems) Console.Out.WriteLine(problem);
        foreach (var policy in loaded.Policies) Console.Out.WriteLine(Line(policy, proofs));
        Console.Out.WriteLine($"{loaded.Policies.Count} good, {Count(problems.Count, "problem")}");
        return problems.Count == 0 && loaded.Policies.Count > 0 ? 0 : 1;
    }

    /// <summary>One core for each proof. A proof that holds leaves a stamp beside its document.</summary>
    private static Dictionary<Policy, ProofResult> Prove(ValueList<Policy> policies, bool unproved, List<Diagnostic> problems)
    {
        var wanted = policies.Where(p => !unproved || !ProofStamp.IsValid(p)).ToArray();
        var proofs = wanted.AsParallel().WithMergeOptions(ParallelMergeOptions.NotBuffered).ToDictionary(p => p, p => PolicyProof.Prove(p));
        foreach (var policy in wanted)
        {
            problems.AddRange(ProofText.Problems(policy, proofs[policy]));
            if (proofs[policy].Holds) ProofStamp.Write(policy);
            else ProofStamp.Remove(policy);
        }
        return proofs;
    }

    private static string Line(Policy policy, Dictionary<Policy, ProofResult> proofs)
    {
        var cells = PolicyCells.Of(policy);
        var citations = cells.Select(c => c.Rule).OfType<Rule>().Distinct(ReferenceEqualityComparer.Instance).Cast<Rule>().Sum(r => r.Clauses.Count);
        var proof = !proofs.TryGetValue(policy, out var result) ? "not proved now"
            : result.Holds ? $"proved at {TotalsText.Number(result.Points)} points" : "refuted";
        return $"{policy}  {TextWidth.Pad(policy.Name.Zh, 8)}  {cells.Count} values  {citations} citations  {proof}";
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
