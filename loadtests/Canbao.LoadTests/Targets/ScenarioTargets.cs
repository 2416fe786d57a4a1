namespace Canbao.LoadTests.Targets;

/// <summary>Limits of one scenario; what is null is not checked. That there is no error needs no target: an error is a failure.</summary>
internal sealed record ScenarioTargets
{
    public double? MinQuotesPerS { get; init; }

    public double? MaxServerCpuSPerMillion { get; init; }

    public double? MaxP99Ms { get; init; }

    public double? MaxServerRssMb { get; init; }

    /// <summary>From the first fifth of the time to the last.</summary>
    public double? MaxRssGrowthMb { get; init; }

    /// <summary>Likewise, in percent of the first.</summary>
    public double? MaxP99GrowthPercent { get; init; }
}
