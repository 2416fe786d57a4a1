using Canbao.LoadTests.Measuring;
using Canbao.LoadTests.Running;
using Canbao.LoadTests.Scenarios;
using Canbao.LoadTests.Targets;
using HdrHistogram;

namespace Canbao.LoadTests.Reporting;

/// <summary>What the report says, whichever form it takes.</summary>
internal static class ReportContent
{
    public const string Title = "Canbao load test";

    public static IReadOnlyList<Block> Of(IReadOnlyList<Verdict> verdicts, LoadOptions options, Machine machine) =>
    [
        new Block.Heading(1, Title),
        new Block.Paragraph($"{machine.Processor}, {machine.Cores} cores, {machine.Runtime}; load average in the minute before: "
            + $"{Format.Figure(machine.LoadAverage)}. Service and client are two processes on this machine and share its cores."
            + (options.Address is null ? "" : " The service ran already.")),
        new Block.Paragraph($"Command: {options.CommandLine}"),
        new Block.Table(FigureTable.Head, [.. verdicts.Select(FigureTable.Spreads)]),
        new Block.List(Method(options)),
        .. verdicts.SelectMany(verdict => Scenario(verdict, options)),
    ];

    private static IReadOnlyList<string> Method(LoadOptions options) =>
    [
        "Figures are medians of the rounds, with the least and the largest behind them; server MB is the largest memory that was seen.",
        $"Residents are invented (seed {options.Seed}), all of one policy. Batches are made before anything is measured and sent in turn, "
            + $"{options.Batches} different ones of {options.BatchResidents} residents, on {options.Streams} streams with {options.BatchesInFlight} batches "
            + "on their way each. Columns go through the typed client, with profiles by handle. "
            + "Its CPU is what numbering, writing, reading and comparing cost.",
        "Before, every resident is asked once and all answers enter the checksum; a sample of them is compared with the interpreter. While it is "
            + "measured every answer is compared with that first one: calls field by field, columns by the number "
            + "of each resident's answer, rows by their bytes.",
        "A call's latency ends when its answer is parsed; at a fixed rate it begins when the call was due. A batch's begins when it is handed to the stream, "
            + "so it holds the wait behind the other batches on their way.",
        "A need decides whether the run was good; a goal is an ambition, and how far it is says nothing about the run.",
        "Other CPU is what neither service nor client used: other programs, and what the hypervisor took.",
    ];

    private static IEnumerable<Block> Scenario(Verdict verdict, LoadOptions options)
    {
        var (result, scenario) = (verdict.Result, verdict.Result.Scenario);
        yield return new Block.Heading(2, scenario.Name);
        yield return new Block.Paragraph($"{scenario.About}. Rounds: {scenario.Rounds} of {options.Seconds ?? scenario.Seconds} s."
            + (result.IsStopped ? " Ended before its time." : ""));
        if (result.Errors > 0) yield return new Block.List([.. result.FirstErrors, $"{result.Errors} errors in all"]);
        yield return new Block.Paragraph($"Checksum {result.Checksum ?? "-"} over {result.Checked.Residents} residents, {result.Checked.Interpreted} of them "
            + "interpreted too.");
        if (verdict.Outcomes.Count > 0) yield return new Block.List([.. verdict.Outcomes.Select(TargetLine.Of)]);
        if (result.Rounds.Count == 0) yield break;
        yield return new Block.List([.. Notes(result)]);
        if (result.Steps.Count > 0) yield return new Block.Table(FigureTable.RampHead, [.. result.Steps.Select(FigureTable.Ramp)]);
        foreach (var chart in Charts(result)) yield return new Block.Chart(chart.Svg());
    }

    private static IEnumerable<string> Notes(ScenarioResult result)
    {
        var seconds = result.Rounds.Sum(round => round.Whole.Seconds);
        yield return $"CPU of other programs: {Format.Figure(result.Rounds.Sum(round => round.Whole.OtherCpu) / seconds)} cores.";
        if (result.RssGrowthMb is { } growth)
            yield return $"From the first fifth of the time to the last: memory {Format.Figure(growth)} MB, p99 {Format.Figure(result.P99GrowthPercent)} %.";
        if (result.Scenario is { HasCalls: true, Batches: not BatchForm.None })
            yield return $"Batches beside the calls: p50 {Batches(result, 0.5)} ms, p99 {Batches(result, 0.99)} ms.";
        if (result.Rounds.Sum(round => round.Samples) is > 0 and var samples)
            yield return $"h2load looks at the HTTP status alone. Beside it the same bytes were asked: {samples} times grpc-status 0 and the same answer.";
        var unsent = result.Rounds.Sum(round => round.Unsent);
        if (unsent > 0) yield return $"{unsent} calls that were due could not be sent any more; they count as having waited until the end.";
    }

    private static string Batches(ScenarioResult result, double share) =>
        Format.Figure(Spread.Of(result.Rounds.Select(round => round.Whole.Batches.PercentileMs(share))));

    private static IEnumerable<LineChart> Charts(ScenarioResult result)
    {
        var what = result.Scenario.HasCalls ? "of calls" : "of batches";
        yield return new LineChart($"Latency {what} by percentile", "percentile", "ms", [new Series("all rounds", Percentiles(result.Latencies))], Nines);
        yield return new LineChart("Latency over time", "s", "ms", [.. LatencyLines(result)]);
        yield return new LineChart("Quotes a second", "s", "quotes/s", [Line("quotes", result, slice => slice.QuotesPerSecond)]);
        yield return new LineChart("CPU", "s", "cores", [Line("server", result, slice => slice.ServerCores),
            Line("client", result, slice => slice.ClientCores), Line("other", result, slice => slice.OtherCores)]);
        yield return new LineChart("Memory of the service", "s", "MB", [Line("server", result, slice => slice.ServerRssMb)]);
        if (result.Steps.Count > 1)
            yield return new LineChart("Latency by rate", "calls/s", "ms", [.. new[] { 0.5, 0.99 }.Select(share => new Series(share == 0.5 ? "p50" : "p99",
                [.. result.Steps.Where(step => step.IsHeld).Select(step => ((double)step.Asked, step.Round.Whole.Calls.PercentileMs(share)))]))]);
    }

    /// <summary>The farther to the right, the rarer: each nine is as far as the one before.</summary>
    private static readonly (double X, string Text)[] Nines = [(0, "0"), (1, "90"), (2, "99"), (3, "99.9"), (4, "99.99"), (5, "99.999")];

    private static IReadOnlyList<(double, double?)> Percentiles(HistogramBase latencies)
    {
        // Beyond the last sample there is nothing to show.
        var last = Math.Min(5, Math.Log10(Math.Max(1, latencies.TotalCount)));
        return [.. Enumerable.Range(0, (int)(last * 20) + 1).Select(i => i / 20.0).Select(nines => (nines, latencies.PercentileMs(1 - Math.Pow(10, -nines))))];
    }

    private static IEnumerable<Series> LatencyLines(ScenarioResult result)
    {
        if (result.Scenario.HasCalls)
        {
            yield return Line("calls p50", result, slice => slice.CallP50Ms);
            yield return Line("calls p99", result, slice => slice.CallP99Ms);
        }
        if (result.Scenario.Batches == BatchForm.None) yield break;
        yield return Line("batches p50", result, slice => slice.BatchP50Ms);
        yield return Line("batches p99", result, slice => slice.BatchP99Ms);
    }

    /// <summary>The rounds one after the other, with a gap between them.</summary>
    private static Series Line(string name, ScenarioResult result, Func<Slice, double?> figure)
    {
        var points = new List<(double, double?)>();
        var begin = 0.0;
        foreach (var round in result.Rounds)
        {
            points.AddRange(round.Slices.Select(slice => (begin + slice.End, figure(slice))));
            begin += round.Whole.Seconds;
            points.Add((begin, null));
        }
        return new Series(name, points);
    }
}
