using System.CommandLine;
using Canbao.Cli.Rendering;
using Canbao.Documents;
using Canbao.Documents.Cells;
using Canbao.Documents.WorkedCases;
using Canbao.Notices.Citations;
using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.Proofs;
using Canbao.Recalculation;
using Canbao.Recalculation.Settlement;

namespace Canbao.Cli.Commands;

/// <summary>canbao policies check: everything that can be known about policies before anybody is quoted.</summary>
internal static class PoliciesCheckCommand
{
    public static Command Create()
    {
        var notices = new Option<string>("--notices")
        {
            Description = "Folder with the notices as .txt files; each quotation is looked up in the notice whose SHA-256 its policy records.",
            HelpName = "DIR",
        };
        var quick = new Option<bool>("--quick") { Description = "Leave out the proof over the whole space." };
        var unproved = new Option<bool>("--unproved") { Description = "Prove only policies that have no valid stamp." };
        var policies = PolicyOption.Create();
        const string what = "Check every document, run its worked cases, prove it over the whole space of its inputs, and stamp it. "
            + "Prints all problems as file:line:column; the exit code is 1 if there is one.";
        var command = new Command("check", Examples.Describe("policies check", what)) { notices, quick, unproved, policies };
        command.SetAction(result =>
            Run(result.GetValue(policies)!, result.GetValue(notices), result.GetValue(quick), result.GetValue(unproved)));
        return command;
    }

    private static int Run(string folder, string? notices, bool quick, bool unproved)
    {
        var loaded = PolicyFolder.Load(folder);
        var problems = new List<Diagnostic>(loaded.Problems);
        var checks = loaded.Policies.Select(p => new Check(p, PolicyCells.Of(p).Count)).ToArray();
        foreach (var check in checks) check.Compare(notices, problems);
        WorkedCaseFile.ReportWithoutDocument(folder, problems);
        foreach (var check in checks) check.RunCases(problems);
        if (!quick) checks.Where(c => !unproved || !ProofStamp.IsValid(c.Policy)).AsParallel().ForAll(c => c.Prove());
        foreach (var check in checks) check.Stamp(problems);
        foreach (var problem in problems) Console.Out.WriteLine(problem);
        foreach (var check in checks) Console.Out.WriteLine(check);
        Console.Out.WriteLine($"{Count(checks.Length, "policy", "policies")}: {Count(checks.Sum(c => c.Values), "value")}, "
            + $"{Count(checks.Sum(c => c.Citations.Quotations), "citation")}{(notices is null ? "" : " found in the notices")}"
            + $"{Missing(checks.Sum(c => c.Citations.Missing))}, "
            + $"{Count(checks.Sum(c => c.Cases), "worked case")}, {Count(checks.Sum(c => c.Points), "point")}; {Count(problems.Count, "problem")}");
        return problems.Count == 0 && checks.Length > 0 ? 0 : 1;
    }

    private static string Missing(int missing) => missing == 0 ? "" : $" and {FigureText.Number(missing)} missing";

    private static string Count(long count, string one, string? many = null) => $"{FigureText.Number(count)} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary>One policy on its way through the checks, with what was counted.</summary>
    private sealed class Check(Policy policy, int values)
    {
        private ProofResult? _proof;

        public Policy Policy => policy;

        public int Values => values;

        public CitationCount Citations { get; private set; } = new(PolicyCells.RulesOf(policy).Sum(r => r.Clauses.Count), 0);

        public int Cases { get; private set; }

        public long Points => _proof?.Points ?? 0;

        /// <summary>Without a folder of notices the citations are counted, and nothing more; with one, those that were found there.</summary>
        public void Compare(string? notices, List<Diagnostic> problems)
        {
            if (notices is not null) Citations = CitationLock.Check(policy, notices, problems);
        }

        public void RunCases(List<Diagnostic> problems) => Cases = WorkedCaseFile.Check(policy, problems);

        public void Prove() => _proof = PolicyProof.Prove(policy);

        /// <summary>A proof that holds leaves its stamp beside the document.</summary>
        public void Stamp(List<Diagnostic> problems)
        {
            if (_proof is null) return;
            problems.AddRange(ProofText.Problems(policy, _proof));
            try
            {
                if (_proof.Holds) ProofStamp.Write(policy, OutputPlace.FileAt(ProofStamp.PathOf(policy)));
                else ProofStamp.Remove(policy);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // What was found is worth more than its stamp: without one the service proves the policy again.
                Console.Error.WriteLine($"canbao: no stamp for {policy}: {Shown.Escaped(e.Message)}");
            }
        }

        public override string ToString()
        {
            var proof = _proof is null ? ProofStamp.IsValid(policy) ? "proved before" : "not proved"
                : _proof.Holds ? $"proved at {FigureText.Number(_proof.Points)} points" : "refuted";
            var name = TextWidth.Pad($"{policy}  {policy.Name.Zh}", 24);
            return $"{name}  {Count(values, "value")}, {Count(Citations.Quotations, "citation")}{Missing(Citations.Missing)}, {Count(Cases, "case")}; {proof}";
        }
    }
}
