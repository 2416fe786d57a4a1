using System.Diagnostics;
using Canbao.V1;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>What is served without a stamp is proved while it serves, and told of until then.</summary>
public sealed class ProvingTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-proving-").FullName;

    public ProvingTests()
    {
        foreach (var file in (string[])["identities.yaml", "140405/2024.yaml", "140405/2025.yaml"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
            File.Copy(Path.Combine(RepositoryFolder.Policies, file), Path.Combine(_folder, file));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task UnstampedPolicy_IsServedAtOnceAndProvedMeanwhile()
    {
        await using var server = await RunningServer.StartAsync(policies: _folder, prove: true);
        var first = await server.Policies.ListPoliciesAsync(new ListPoliciesRequest());
        Assert.All(first.Policies, p => Assert.NotEqual(ProofState.Unspecified, p.Proof));
        Assert.Equal(40000, (await server.Quotes.QuoteAsync(Ask())).FeeFen);
        Assert.All((await ListWhenAllAreProvedAsync(server)).Policies, p => Assert.Equal((ProofState.Proved, 0), (p.Proof, p.ProofProblems.Count)));
    }

    /// <summary>Callers are answered as ever while a proof goes on, and the proof ends all the same.</summary>
    [Fact]
    public async Task Proof_GivesWayAndEnds()
    {
        await using var server = await RunningServer.StartAsync(policies: _folder, prove: true);
        using var stop = new CancellationTokenSource(Patience);
        var callers = Enumerable.Range(0, 4).Select(async _ =>
        {
            var calls = 0;
            for (; !stop.IsCancellationRequested; calls++) Assert.Equal(40000, (await server.Quotes.QuoteAsync(Ask())).FeeFen);
            return calls;
        }).ToArray();
        await ListWhenAllAreProvedAsync(server);
        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(callers), calls => Assert.True(calls > 20));
    }

    [Fact]
    public async Task RefutedPolicy_IsToldWithACounterexample_AlsoAfterAReload()
    {
        await using var server = await RunningServer.StartAsync(policies: _folder, prove: true);
        await ListWhenAllAreProvedAsync(server);
        var file = Path.Combine(_folder, "140405", "2025.yaml");
        var text = await File.ReadAllTextAsync(file);
        var from = text.IndexOf("  dearer_together:", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text.Remove(from, text.IndexOf("already_paid:", StringComparison.Ordinal) - from));
        Assert.True((await server.Policies.ReloadPoliciesAsync(new ReloadPoliciesRequest())).Changed);
        var refuted = (await ListWhenAsync(server, list => list.Policies[1].Proof == ProofState.Refuted)).Policies;
        Assert.Equal(ProofState.Proved, refuted[0].Proof);
        Assert.Contains("a further identity raises the fee", Assert.Single(refuted[1].ProofProblems), StringComparison.Ordinal);
        Assert.Contains("severe_disability", refuted[1].ProofProblems[0], StringComparison.Ordinal);
        Assert.Equal(40000, (await server.Quotes.QuoteAsync(Ask())).FeeFen);
    }

    [Fact]
    public async Task WithoutProving_TheWarningStays()
    {
        await using var server = await RunningServer.StartAsync(policies: _folder, prove: false);
        Assert.All((await server.Policies.ListPoliciesAsync(new ListPoliciesRequest())).Policies, p => Assert.Equal(ProofState.NotYetProved, p.Proof));
    }

    private static QuoteRequest Ask() =>
        new() { Region = "140405", BenefitYear = 2025, PaymentDate = 20241120, Profile = new Profile { Tier = "standard" } };

    private static Task<ListPoliciesResponse> ListWhenAllAreProvedAsync(RunningServer server) =>
        ListWhenAsync(server, list => list.Policies.All(p => p.Proof == ProofState.Proved));

    private static async Task<ListPoliciesResponse> ListWhenAsync(RunningServer server, Func<ListPoliciesResponse, bool> isReached)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience; await Task.Delay(50))
        {
            var list = await server.Policies.ListPoliciesAsync(new ListPoliciesRequest());
            if (isReached(list)) return list;
        }
        throw new TimeoutException("the proof did not end");
    }
}
