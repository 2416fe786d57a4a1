using System.Text.Json;
using Canbao.LoadTests.Running;

namespace Canbao.LoadTests.Reporting;

/// <summary>A scenario as one line of JSON: medians of the rounds. What was not measured is null.</summary>
internal sealed record JsonLine(
    string Scenario, double? QuotesPerS, double? P50Ms, double? P90Ms, double? P99Ms, double? P999Ms, double? ServerCpuSPerMillion,
    double? ClientCpuSPerMillion, double? ServerRssMb, long Errors, string? Checksum)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static string Of(ScenarioResult result) => JsonSerializer.Serialize(new JsonLine(
        result.Scenario.Name, Rounded(result.QuotesPerSecond?.Median), Latency(result, 0.5), Latency(result, 0.9), Latency(result, 0.99),
        Latency(result, 0.999), Rounded(result.ServerCpuPerMillion?.Median), Rounded(result.ClientCpuPerMillion?.Median), Rounded(result.ServerRssMb),
        result.Errors, result.Checksum), Options);

    private static double? Latency(ScenarioResult result, double share) => Rounded(result.LatencyMs(share)?.Median);

    private static double? Rounded(double? value) => value is { } figure ? Format.Significant(figure, 4) : null;
}
