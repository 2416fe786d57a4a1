using Canbao.LoadTests.Running;

namespace Canbao.LoadTests.Targets;

/// <summary>A target beside what was measured.</summary>
/// <param name="Measured">Null if nothing was measured: then the target is missed.</param>
internal sealed record Outcome(string Target, double Limit, double? Measured, bool IsMet)
{
    /// <summary>All targets of a scenario; medians of its rounds are compared.</summary>
    public static IReadOnlyList<Outcome> Of(ScenarioTargets targets, ScenarioResult result)
    {
        var outcomes = new List<Outcome>();
        AtLeast("min_quotes_per_s", targets.MinQuotesPerS, result.QuotesPerSecond?.Median);
        AtMost("max_server_cpu_s_per_million", targets.MaxServerCpuSPerMillion, result.ServerCpuPerMillion?.Median);
        AtMost("max_p99_ms", targets.MaxP99Ms, result.LatencyMs(0.99)?.Median);
        AtMost("max_server_rss_mb", targets.MaxServerRssMb, result.ServerRssMb);
        // Of a short run nothing can be said about growth, neither good nor bad.
        if (result.RssGrowthMb is { } rss) AtMost("max_rss_growth_mb", targets.MaxRssGrowthMb, rss);
        if (result.P99GrowthPercent is { } p99) AtMost("max_p99_growth_percent", targets.MaxP99GrowthPercent, p99);
        return outcomes;

        void AtLeast(string target, double? limit, double? measured)
        {
            if (limit is { } least) outcomes.Add(new Outcome(target, least, measured, measured >= least));
        }

        void AtMost(string target, double? limit, double? measured)
        {
            if (limit is { } most) outcomes.Add(new Outcome(target, most, measured, measured <= most));
        }
    }
}
