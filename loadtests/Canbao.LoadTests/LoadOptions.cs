using Canbao.Documents;
using Canbao.Generation;

namespace Canbao.LoadTests;

/// <summary>The command line.</summary>
internal sealed record LoadOptions
{
    public required string PolicyFolder { get; init; }

    /// <summary>A service that runs already; null to start one.</summary>
    public Uri? Address { get; init; }

    /// <summary>The process of that service, if its CPU and memory are to be measured.</summary>
    public int? ServerProcess { get; init; }

    /// <summary>Length of a round; null for what the scenario says.</summary>
    public int? Seconds { get; init; }

    public int Streams { get; init; } = Environment.ProcessorCount;

    /// <summary>Batches that are on their way on a stream.</summary>
    public int BatchesInFlight { get; init; } = 4;

    public int BatchResidents { get; init; } = 16_384;

    /// <summary>Different batches, sent in turn.</summary>
    public int Batches { get; init; } = 32;

    public ulong Seed { get; init; } = 1;

    /// <summary>Where the latencies are written in the log format of HdrHistogram; null for nowhere.</summary>
    public string? LatencyFile { get; init; }

    public bool IsJson { get; init; }

    /// <summary>The command as it was given, for the report.</summary>
    public string CommandLine { get; init; } = "canbao loadtest";
}
