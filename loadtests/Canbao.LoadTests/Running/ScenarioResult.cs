using Canbao.LoadTests.Measuring;
using Canbao.LoadTests.Scenarios;
using HdrHistogram;

namespace Canbao.LoadTests.Running;

/// <summary>What came of one scenario. What could not be measured is null.</summary>
internal sealed record ScenarioResult(Scenario Scenario)
{
    public IReadOnlyList<Round> Rounds { get; init; } = [];

    public IReadOnlyList<RampStep> Steps { get; init; } = [];

    /// <summary>Failed calls, wrong and missing answers.</summary>
    public long Errors { get; init; }

    /// <summary>Whether it was ended before its time: what was measured until then is there.</summary>
    public bool IsStopped { get; init; }

    /// <summary>The first of them in words.</summary>
    public IReadOnlyList<string> FirstErrors { get; init; } = [];

    /// <summary>Over one answer to each of the residents, in their order; null if they were not all answered.</summary>
    public string? Checksum { get; init; }

    /// <summary>Distinct residents of the load, and how many of them the interpreter was asked too.</summary>
    public (int Residents, int Interpreted) Checked { get; init; }

    public Spread? QuotesPerSecond => Spread.Of(Rounds.Select(round => (double?)round.Whole.QuotesPerSecond));

    public Spread? ServerCpuPerMillion => Spread.Of(Rounds.Select(round => PerMillion(round.Whole.ServerCpu, round.Whole.Quotes)));

    public Spread? ClientCpuPerMillion => Spread.Of(Rounds.Select(round => PerMillion(round.Whole.ClientCpu, round.Whole.Quotes)));

    /// <summary>The largest that was seen.</summary>
    public double? ServerRssMb => Rounds.Max(round => round.ServerRssMb);

    public double? RssGrowthMb => Growth(slice => slice.ServerRssMb) is var (first, last) ? last - first : null;

    public double? P99GrowthPercent => Growth(Scenario.HasCalls ? slice => slice.CallP99Ms : slice => slice.BatchP99Ms) is var (first, last)
        ? (last / first - 1) * 100 : null;

    /// <summary>All rounds together: of its calls, if it has some, else of its batches.</summary>
    public HistogramBase Latencies
    {
        get
        {
            var all = LatencyHistogram.New();
            foreach (var round in Rounds) all.Add(Primary(round));
            return all;
        }
    }

    public Spread? LatencyMs(double share) => Spread.Of(Rounds.Select(round => Primary(round).PercentileMs(share)));

    private HistogramBase Primary(Round round) => Scenario.HasCalls ? round.Whole.Calls : round.Whole.Batches;

    private static double? PerMillion(double? seconds, long quotes) => quotes == 0 ? null : seconds * 1_000_000 / quotes;

    /// <summary>Medians of the first and of the last fifth of the slices; of less than ten nothing can be said.</summary>
    private (double First, double Last)? Growth(Func<Slice, double?> figure)
    {
        var values = Rounds.SelectMany(round => round.Slices).Select(figure).OfType<double>().ToArray();
        if (values.Length < 10) return null;
        var fifth = values.Length / 5;
        return (Median(values[..fifth]), Median(values[^fifth..]));
    }

    private static double Median(double[] values) => Spread.Of(values.Select(value => (double?)value))!.Value.Median;
}
