using Canbao.LoadTests.Measuring;
using Canbao.LoadTests.Running;
using Canbao.LoadTests.Targets;

namespace Canbao.LoadTests.Reporting;

/// <summary>The figures as rows of text, for the terminal and for the report.</summary>
internal static class FigureTable
{
    private static readonly double[] Shares = [0.5, 0.9, 0.99, 0.999];

    public static IReadOnlyList<string> Head { get; } = ["scenario", "quotes/s", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "server CPU s/million",
        "client CPU s/million", "server MB", "errors", "needs"];

    /// <summary>Medians of the rounds.</summary>
    public static IReadOnlyList<string> Medians(Verdict verdict)
    {
        var result = verdict.Result;
        return
        [
            result.Scenario.Name, Format.Figure(result.QuotesPerSecond?.Median), .. Shares.Select(share => Format.Figure(result.LatencyMs(share)?.Median)),
            Format.Figure(result.ServerCpuPerMillion?.Median), Format.Figure(result.ClientCpuPerMillion?.Median), Format.Figure(result.ServerRssMb),
            $"{result.Errors}", verdict.Word,
        ];
    }

    /// <summary>Medians with the least and the largest of the rounds.</summary>
    public static IReadOnlyList<string> Spreads(Verdict verdict)
    {
        var result = verdict.Result;
        return
        [
            result.Scenario.Name, Format.Figure(result.QuotesPerSecond), .. Shares.Select(share => Format.Figure(result.LatencyMs(share))),
            Format.Figure(result.ServerCpuPerMillion), Format.Figure(result.ClientCpuPerMillion), Format.Figure(result.ServerRssMb),
            $"{result.Errors}", verdict.Word,
        ];
    }

    public static IReadOnlyList<string> RampHead { get; } =
        ["calls/s asked", "answered/s", "held", "p50 ms", "p99 ms", "p99.9 ms", "server CPU s/million", "never sent"];

    public static IReadOnlyList<string> Ramp(RampStep step)
    {
        var whole = step.Round.Whole;
        var latencies = new[] { 0.5, 0.99, 0.999 }.Select(share => Format.Figure(whole.Calls.PercentileMs(share)));
        return [Format.Figure(step.Asked), Format.Figure(whole.QuotesPerSecond), step.IsHeld ? "yes" : "no", .. latencies,
            Format.Figure(whole.ServerCpu * 1_000_000 / Math.Max(1, whole.Quotes)), $"{step.Round.Unsent}"];
    }
}
