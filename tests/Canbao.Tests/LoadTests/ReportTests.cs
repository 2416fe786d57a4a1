using System.Xml.Linq;
using Canbao.Documents;
using Canbao.LoadTests.Measuring;
using Canbao.LoadTests.Reporting;
using Canbao.LoadTests.Running;
using Canbao.LoadTests.Scenarios;
using Canbao.LoadTests.Targets;
using Spectre.Console;

namespace Canbao.Tests.LoadTests;

/// <summary>From rounds to verdicts and reports.</summary>
public class ReportTests
{
    private static readonly Scenario Calls = new() { Name = "calls|<b>", About = "calls", CallsInFlight = 64, Seconds = 10 };

    private static readonly Canbao.LoadTests.LoadOptions Options = new() { PolicyFolder = "policies" };

    private static readonly Machine Machine = new("A processor", 2, ".NET", 0.5);

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<Target>> NoTargets = new Dictionary<string, IReadOnlyList<Target>>();

    /// <summary>Rounds of ten seconds with 2, 3 and 1 million quotes, all with the same latencies: 1 to 1,000 ms.</summary>
    private static readonly ScenarioResult Result = new(Calls)
    {
        Rounds = [RoundOf(2_000_000, 100), RoundOf(3_000_000, 110), RoundOf(1_000_000, 120)], Checksum = "sha256:00", Checked = (100, 4),
    };

    [Fact]
    public void Figures_AreMediansOfTheRounds()
    {
        Assert.Equal(new Spread(100_000, 200_000, 300_000), Result.QuotesPerSecond);
        // Ten seconds of CPU in each round.
        Assert.Equal(5, Result.ServerCpuPerMillion!.Value.Median);
        Assert.Equal(2.5, Result.ClientCpuPerMillion!.Value.Median);
        Assert.Equal(120, Result.ServerRssMb);
        Assert.InRange(Result.LatencyMs(0.99)!.Value.Median, 985, 995);
        Assert.Equal(3_000, Result.Latencies.TotalCount);
    }

    [Fact]
    public void Growth_ComparesTheFirstFifthWithTheLast()
    {
        Assert.Equal(20, Result.RssGrowthMb);
        Assert.Equal(0, Result.P99GrowthPercent);
        Assert.Null((Result with { Rounds = [] }).RssGrowthMb);
    }

    [Theory]
    [InlineData("""{"min_quotes_per_s": 200000, "max_server_cpu_s_per_million": 5, "max_p99_ms": 1000, "max_server_rss_mb": 120}""", "met", 0)]
    [InlineData("""{"min_quotes_per_s": 200001}""", "MISSED", 2)]
    [InlineData("""{"max_server_cpu_s_per_million": 4.99}""", "MISSED", 2)]
    [InlineData("""{"max_p99_ms": 900}""", "MISSED", 2)]
    [InlineData("""{"max_server_rss_mb": 119}""", "MISSED", 2)]
    [InlineData("""{"max_rss_growth_mb": 19}""", "MISSED", 2)]
    [InlineData("""{"max_p99_growth_percent": 1}""", "met", 0)]
    [InlineData("{}", "none", 0)]
    public void Needs_DecideTheExitCode(string needs, string word, int exitCode)
    {
        var verdict = Verdict.Of(Result, Targets($$"""{"needs": {{needs}}}"""));
        Assert.Equal((word, exitCode), (verdict.Word, Verdict.ExitCode([verdict])));
        Assert.Contains($"| 0 | {word} |", MarkdownReport.Of(ReportContent.Of([verdict], Options, Machine)), StringComparison.Ordinal);
    }

    [Fact]
    public void Goals_DoNotDecideTheExitCode()
    {
        var missed = """{"min_quotes_per_s": 9e9, "max_server_cpu_s_per_million": 1e-3, "max_p99_ms": 1, "max_server_rss_mb": 1, "max_rss_growth_mb": 1}""";
        var alone = Verdict.Of(Result, Targets($$"""{"goals": {{missed}}}"""));
        Assert.Equal(("none", 0), (alone.Word, Verdict.ExitCode([alone])));
        var beside = Verdict.Of(Result, Targets($$"""{"needs": {"min_quotes_per_s": 1}, "goals": {{missed}}}"""));
        Assert.Equal(("met", 0), (beside.Word, Verdict.ExitCode([beside])));
        Assert.All(beside.Outcomes, outcome => Assert.Equal(outcome.IsNeed, outcome.IsMet));
    }

    /// <summary>On the screen, in Markdown and in HTML alike.</summary>
    [Fact]
    public void Reports_SayNeedsAndGoalsInALineEach()
    {
        var blind = Result with { Rounds = [.. Result.Rounds.Select(round => round with { Whole = round.Whole with { ServerCpu = null } })] };
        var verdict = Verdict.Of(blind, Targets("""
            {
              "needs": { "min_quotes_per_s": 10000, "max_server_rss_mb": 100, "max_server_cpu_s_per_million": 3 },
              "goals": { "max_server_rss_mb": 60, "min_quotes_per_s": 500000, "max_rss_growth_mb": 40, "max_server_cpu_s_per_million": 3 }
            }
            """));
        using var screen = new StringWriter();
        ScreenReport.Write(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(screen) }), [verdict]);
        var blocks = ReportContent.Of([verdict], Options, Machine);
        var (markdown, html) = (MarkdownReport.Of(blocks), HtmlReport.Of("t", blocks));
        foreach (var line in (string[])["need: 200,000 of at least 10,000 quotes/s: met", "need: 120 of at most 100 MB: MISSED",
            "need: not measured of at most 3 CPU-s/M: MISSED", "goal: 120 of 60 MB, 2.0 times", "goal: 200,000 of 500,000 quotes/s, 0.40 times",
            "goal: 20 of 40 MB growth, 0.50 times: reached", "goal: not measured of 3 CPU-s/M"])
        {
            Assert.Contains($"  {line}\n", screen.ToString(), StringComparison.Ordinal);
            Assert.Contains($"- {line}\n", markdown, StringComparison.Ordinal);
            Assert.Contains($"<li>{line}</li>", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ShortRun_SaysNothingOfGrowth()
    {
        var verdict = Verdict.Of(Result with { Rounds = [] }, Targets("""{"needs": {"max_rss_growth_mb": 1}, "goals": {"max_p99_growth_percent": 1}}"""));
        Assert.Empty(verdict.Outcomes);
    }

    /// <summary>Wrong comes before slow; nothing measured is no success.</summary>
    [Fact]
    public void Rejects_WhatIsWrongOrMissing()
    {
        var targets = Targets("""{"needs": {"max_p99_ms": 1}}""");
        Assert.Equal((1, "BROKEN"), CodeOf(Result with { Errors = 1 }));
        Assert.Equal((1, "BROKEN"), CodeOf(Result with { Checksum = null }));
        Assert.Equal((1, "BROKEN"), CodeOf(Result with { Rounds = Result.Rounds.Take(2).ToArray() }));
        Assert.Equal((2, "MISSED"), CodeOf(Result));

        (int, string) CodeOf(ScenarioResult result)
        {
            var verdict = Verdict.Of(result, targets);
            return (Verdict.ExitCode([verdict]), verdict.Word);
        }
    }

    [Fact]
    public void Json_HasTheFieldsInTheirOrder()
    {
        var latencies = "\"p50_ms\":501.2,\"p90_ms\":899.7,\"p99_ms\":990,\"p999_ms\":998.2";
        var line = JsonLine.Of(Result with { Scenario = Calls with { Name = "unary" }, Errors = 3 });
        Assert.StartsWith("{\"scenario\":\"unary\",\"quotes_per_s\":200000,\"p50_ms\":", line, StringComparison.Ordinal);
        Assert.EndsWith("\"server_cpu_s_per_million\":5,\"client_cpu_s_per_million\":2.5,\"server_rss_mb\":120,\"errors\":3,\"checksum\":\"sha256:00\"}", line,
            StringComparison.Ordinal);
        Assert.Equal(latencies.Split(',').Select(field => field.Split(':')[0]), line.Split(',')[2..6].Select(field => field.Split(':')[0]));
        Assert.Contains("\"p50_ms\":null", JsonLine.Of(Result with { Rounds = [] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_HasEveryFigure()
    {
        var verdict = Verdict.Of(Result with { Errors = 9, FirstErrors = ["resident 7: no"], Steps = [new RampStep(100_000, Result.Rounds[2])],
            Rounds = [.. Result.Rounds.Select(round => round with { Samples = 14 })] }, NoTargets);
        var report = MarkdownReport.Of(ReportContent.Of([verdict], Options, Machine));
        foreach (var part in (string[])["A processor, 2 cores", "calls\\|<b>", "200,000 (100,000 to 300,000)", "5 (3.33 to 10)", "sha256:00",
            "- resident 7: no", "- 9 errors in all", "| 100,000 | 100,000 | yes |", "memory 20 MB", "42 times grpc-status 0"])
            Assert.Contains(part, report, StringComparison.Ordinal);
    }

    /// <summary>Well-formed, with a picture for every course, and nothing that a browser would fetch.</summary>
    [Fact]
    public void Html_OpensOffline()
    {
        var verdict = Verdict.Of(Result with { Steps = [new RampStep(50, Result.Rounds[0]), new RampStep(90, Result.Rounds[1])] },
            NoTargets);
        var html = HtmlReport.Of("a & b", ReportContent.Of([verdict], Options, Machine));
        // From the style on it is XML too.
        var page = XDocument.Parse($"<html>{html[html.IndexOf("</head>", StringComparison.Ordinal)..].Replace("</head>", "", StringComparison.Ordinal)}");
        var pictures = page.Descendants().Where(element => element.Name.LocalName == "svg").ToList();
        Assert.Equal(["Latency of calls by percentile", "Latency over time", "Quotes a second", "CPU", "Memory of the service", "Latency by rate"],
            pictures.Select(picture => picture.Elements().First().Value));
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        foreach (var fetched in (string[])["<script", "src=", "href=", "url(", "@import"]) Assert.DoesNotContain(fetched, html, StringComparison.Ordinal);
        Assert.Contains("calls|&lt;b&gt;", html, StringComparison.Ordinal);
    }

    /// <summary>Every point lies inside; a gap interrupts the line.</summary>
    [Fact]
    public void Chart_DrawsWhatThereIs()
    {
        var svg = XDocument.Parse(new LineChart("t", "s", "ms", [new Series("a", [(1, 10), (2, 40), (3, null), (4, 20)])]).Svg());
        var line = svg.Descendants().Single(element => element.Attribute("fill")?.Value == "none").Attribute("d")!.Value;
        // 0 to 4 seconds on 64 to 484, 0 to 40 ms on 256 to 56.
        Assert.Equal("M169 206L169 206L274 56M484 156L484 156", line);
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<Target>> Targets(string ofCalls) =>
        TargetFile.Parse($$"""{"calls|<b>": {{ofCalls}}}""", "f.json", [Calls]);

    private static Round RoundOf(long quotes, double rss)
    {
        var latencies = LatencyHistogram.New();
        for (var i = 1; i <= 1_000; i++) latencies.Record(i * 1_000_000L);
        var whole = new Interval(10, 10, quotes, latencies, LatencyHistogram.New(), 10, 5, 0.5, rss);
        return new Round(whole, [.. Enumerable.Range(1, 10).Select(i => Slice.Of(whole with { End = i, Seconds = 1, Quotes = quotes / 10 }))], 0);
    }
}
