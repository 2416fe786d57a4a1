using System.Globalization;

namespace Canbao.Benchmarks.Transport;

/// <summary>The table: medians over the rounds; the ratio is the median of the ratios within each round, with its range.</summary>
internal static class Report
{
    public static List<string> Of(IEnumerable<Scenario> shown, IReadOnlyList<Scenario> all)
    {
        List<string> lines =
        [
            "| What | per second | server CPU us | of the floor | server CPU ms per MB | allocated B | p50 us | p99 us |",
            "|---|---|---|---|---|---|---|---|",
        ];
        lines.AddRange(shown.Select(scenario => Line(scenario, all[scenario.Floor])));
        return lines;
    }

    private static string Line(Scenario scenario, Scenario floor)
    {
        var ratios = scenario.Samples.Zip(floor.Samples, (own, bare) => own.Cpu / bare.Cpu).Order().ToList();
        var cpu = Median(scenario, s => s.Cpu);
        return string.Create(CultureInfo.InvariantCulture, $"| {scenario.Name} | {Median(scenario, s => s.Count / s.Seconds):N0} | {cpu:F2} "
            + $"| {ratios[ratios.Count / 2]:F2} ({ratios[0]:F2} to {ratios[^1]:F2}) | {cpu / scenario.Bytes * 1_000:F3} "
            + $"| {Median(scenario, s => s.Allocated):N0} | {Median(scenario, s => s.P50):N0} | {Median(scenario, s => s.P99):N0} |");
    }

    private static double Median(Scenario scenario, Func<Sample, double> value) =>
        scenario.Samples.Select(value).Order().ElementAt(scenario.Samples.Count / 2);
}
