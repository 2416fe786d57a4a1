namespace Canbao.LoadTests.Scenarios;

/// <summary>One load, as a row of loadtests/scenarios.json says it: batches on streams, calls, or both beside each other.</summary>
internal sealed record Scenario
{
    public required string Name { get; init; }

    public required string About { get; init; }

    public BatchForm Batches { get; init; }

    /// <summary>Closed loop: so many calls at a time, the next one when one is answered. 0 = none.</summary>
    public int CallsInFlight { get; init; }

    /// <summary>The calls in flight are made by h2load, on so many connections; 0 = by this program.</summary>
    public int H2loadClients { get; init; }

    /// <summary>Open loop: calls at a fixed rate, whatever the service does. 0 = none.</summary>
    public int CallsPerSecond { get; init; }

    /// <summary>Rates that are tried one after the other, after the rounds, until one is not held.</summary>
    public IReadOnlyList<int> Ramp { get; init; } = [];

    /// <summary>Length of a round.</summary>
    public int Seconds { get; init; } = 5;

    public int Rounds { get; init; } = 3;

    /// <summary>Whether its latencies are those of calls; of batches otherwise.</summary>
    public bool HasCalls => CallsInFlight > 0 || CallsPerSecond > 0;
}
