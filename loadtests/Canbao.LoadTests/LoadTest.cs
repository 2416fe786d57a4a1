using Canbao.Documents;
using Canbao.LoadTests.Load;
using Canbao.LoadTests.Measuring;
using Canbao.LoadTests.Running;
using Canbao.LoadTests.Scenarios;

namespace Canbao.LoadTests;

/// <summary>Runs scenarios one after the other, each against a service of its own unless one is given.</summary>
internal sealed class LoadTest(LoadOptions options, Action<string> progress)
{
    /// <summary>The results so far when it is stopped.</summary>
    public async Task<IReadOnlyList<ScenarioResult>> RunAsync(IReadOnlyList<Scenario> scenarios, Action<ScenarioResult> finished, CancellationToken stop)
    {
        if (scenarios.Any(scenario => scenario.H2loadClients > 0)) H2LoadCalls.Require();
        using var log = options.LatencyFile is { } file ? new LatencyLog(file) : null;
        var residents = new ResidentSet(PolicyFolder.LoadBook(options.PolicyFolder), options.Seed);
        var results = new List<ScenarioResult>();
        foreach (var scenario in scenarios)
        {
            if (stop.IsCancellationRequested) break;
            progress($"{scenario.Name}: starting");
            await using var service = await ServiceUnderTest.StartAsync(options);
            await using var run = new ScenarioRun(scenario, options, residents, service, log, what => progress($"{scenario.Name}: {what}"));
            results.Add(await run.RunAsync(stop));
            finished(results[^1]);
        }
        return results;
    }
}
