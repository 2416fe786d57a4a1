using Canbao.LoadTests.Running;

namespace Canbao.LoadTests.Targets;

/// <summary>A figure of a scenario that a target may limit; of its rounds the median.</summary>
/// <param name="Name">As it stands in the file.</param>
/// <param name="Unit">As it is shown behind a value.</param>
/// <param name="IsLeast">Whether a limit is the least that is wanted, and not the most.</param>
/// <param name="Of">Null if it was not measured.</param>
internal sealed record Figure(string Name, string Unit, bool IsLeast, Func<ScenarioResult, double?> Of)
{
    /// <summary>All that a file may name.</summary>
    public static IReadOnlyList<Figure> All { get; } =
    [
        new("min_quotes_per_s", "quotes/s", true, result => result.QuotesPerSecond?.Median),
        new("max_server_cpu_s_per_million", "CPU-s/M", false, result => result.ServerCpuPerMillion?.Median),
        new("max_p99_ms", "ms p99", false, result => result.LatencyMs(0.99)?.Median),
        new("max_server_rss_mb", "MB", false, result => result.ServerRssMb),
        new("max_rss_growth_mb", "MB growth", false, result => result.RssGrowthMb) { IsOfLongRuns = true },
        new("max_p99_growth_percent", "% growth of p99", false, result => result.P99GrowthPercent) { IsOfLongRuns = true },
    ];

    /// <summary>Of a short run nothing can be said about it, neither good nor bad.</summary>
    public bool IsOfLongRuns { get; init; }
}
