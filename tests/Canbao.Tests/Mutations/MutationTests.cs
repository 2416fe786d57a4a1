using System.Collections.Concurrent;
using Canbao.Documents;
using Canbao.Documents.Readers;

namespace Canbao.Tests.Mutations;

/// <summary>
/// Documents are corrupted mechanically, and every corruption must be caught: by the reader and its validators, by the worked cases, or by the proof.
/// The table of all corruptions is written to artifacts/mutations.tsv.
/// </summary>
public class MutationTests(ITestOutputHelper output)
{
    [Fact]
    public void NoCorruption_Survives()
    {
        var outcomes = new ConcurrentBag<(int Number, MutationRun.Outcome Outcome)>();
        var corruptions = TestPolicies.Book.Policies.SelectMany(p => MutationRun.Corruptions(p).Select(c => (Policy: p, Corruption: c))).ToArray();
        Parallel.For(0, corruptions.Length, i => outcomes.Add((i, MutationRun.Run(corruptions[i].Policy, corruptions[i].Corruption))));
        MutationRun.Outcome[] inOrder = [.. outcomes.OrderBy(o => o.Number).Select(o => o.Outcome)];
        WriteTable(inOrder);
        output.WriteLine($"{inOrder.Length} corruptions, {Environment.CpuUsage.TotalTime.TotalSeconds:0} s of processor time in this process");
        foreach (var group in inOrder.GroupBy(o => o.CaughtBy ?? o.Harmless ?? "survived")) output.WriteLine($"{group.Count(),6} {group.Key}");
        foreach (var policy in inOrder.GroupBy(o => o.Policy)) Assert.True(policy.Count(o => o.CaughtBy is not null) >= 200);
        Assert.Contains(inOrder, o => o.CaughtBy == "proof");
        Assert.True(inOrder.Where(o => o.CaughtBy is not null).Select(o => o.Corruption.Kind).Distinct().Count() >= 20);
        Assert.Empty(Harmless.Rules.Select(r => r.Reason).Except(inOrder.Select(o => o.Harmless)));
        string[] survivors = [.. inOrder.Where(o => o.Survived).Select(o => o.ToString())];
        Assert.Empty(survivors);
    }

    /// <summary>What the corruptions start from: written as the corrupted ones are, a good document is the same policy.</summary>
    [Theory]
    [MemberData(nameof(TestPolicies.All), MemberType = typeof(TestPolicies))]
    public void GoodDocument_IsCaughtByNothing(string name)
    {
        var policy = TestPolicies.Named(name);
        var problems = new List<Diagnostic>();
        var again = PolicyReader.Read("again.yaml", DocumentText.Of(DocumentReader.Read("good.yaml", policy.Document, [])!), policy.Codes, problems);
        Assert.Empty(problems);
        Assert.Equal(policy.Digest, again!.Digest);
        Assert.All(MutationChecks.All, check => Assert.Empty(check.Problems(policy, again)));
    }

    private static void WriteTable(IEnumerable<MutationRun.Outcome> outcomes)
    {
        var folder = Directory.CreateDirectory(Path.Combine(RepositoryRoot.Path, "artifacts"));
        File.WriteAllLines(Path.Combine(folder.FullName, "mutations.tsv"),
            outcomes.Select(o => o.ToString()).Prepend("policy\tline\tkind\tcorruption\tcaught by\tcode or reason"));
    }
}
