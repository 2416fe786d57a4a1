using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Canbao.Documents;
using Canbao.EndToEnd.Tests.Interop;
using Canbao.EndToEnd.Tests.Service;
using Canbao.Engine;
using Canbao.Generation;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Recalculation.Totals;
using Canbao.Tests.Server.Reload;
using HdrHistogram;

namespace Canbao.EndToEnd.Tests.LoadTests;

/// <summary>./canbao loadtest and ./canbao bench, as a user runs them. Alone, because other tests have time limits.</summary>
[Collection(AloneCollection.Name)]
public class LoadTestTests : IAsyncLifetime
{
    // The canonical set: 32 batches of 16,384 residents, and as many calls as one batch has residents.
    private const int BatchResidents = 32 * 16_384, Calls = 16_384;

    private static readonly Lazy<Task> Built = new(BuildAsync);

    public ValueTask InitializeAsync() => new(Built.Value);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>And the log of HdrHistogram has as many latencies as there were answers, with the same median.</summary>
    [Fact]
    public async Task Json_HasTheFiguresAndTheInterpretersChecksum()
    {
        var log = Path.GetTempFileName();
        try
        {
            var result = await Launcher.Launcher.RunAsync("loadtest", "columns", "unary", "--seconds", "1", "--json", "--no-targets", "--hdr", log);
            Assert.True(result.ExitCode == 0, result.Output + result.Errors);
            var lines = result.Output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
            Assert.Equal(["columns", "unary"], lines.Select(line => line.GetProperty("scenario").GetString()!));
            Assert.All(lines, AssertFigures);
            Assert.Equal($"sha256:{InterpretedColumns()}", lines[0].GetProperty("checksum").GetString());
            Assert.Equal($"sha256:{InterpretedCalls(Calls)}", lines[1].GetProperty("checksum").GetString());
            using var file = File.OpenRead(log);
            using var reader = new HistogramLogReader(file);
            var pieces = reader.ReadHistograms().ToLookup(piece => piece.Tag!);
            Assert.Equal(["columns.batches", "unary.calls"], pieces.Select(scenario => scenario.Key));
            AssertLogged(pieces["columns.batches"], lines[0], quotesEach: 16_384);
            AssertLogged(pieces["unary.calls"], lines[1], quotesEach: 1);
        }
        finally
        {
            File.Delete(log);
        }
    }

    /// <summary>A generator that others wrote gets answers, which are the interpreter's; its log has the latencies.</summary>
    [Fact]
    public async Task H2load_HasTheFiguresAndTheInterpretersChecksum()
    {
        var result = await Launcher.Launcher.RunAsync("loadtest", "h2load", "--seconds", "1", "--json", "--no-targets");
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        var line = JsonDocument.Parse(result.Output).RootElement;
        AssertFigures(line);
        Assert.Equal($"sha256:{InterpretedCalls(1)}", line.GetProperty("checksum").GetString());
    }

    /// <summary>It is told before anything is measured, with the package that has it.</summary>
    [Fact]
    public async Task Rejects_H2loadThatIsNotInstalled()
    {
        using var programs = new ProgramsWithout("h2load");
        var command = Child.Command(Launcher.Launcher.Script, "loadtest", "unary", "h2load", "--json");
        command.Environment["PATH"] = programs.Path;
        Assert.Equal(new Child.Result(1, "", "canbao loadtest: h2load is not installed; it comes with Debian's package nghttp2-client "
            + "(apt-get install nghttp2-client)\n"), await Child.RunAsync(command));
    }

    /// <summary>The report is there, in both forms, with what was measured until then; and the service is gone.</summary>
    [Fact]
    public async Task Interrupt_EndsWithTheReportSoFar()
    {
        var folder = Directory.CreateTempSubdirectory("canbao-loadtest-");
        try
        {
            var command = Child.Command(Launcher.Launcher.Script, "loadtest", "soak", "--seconds", "60", "--batches", "2", "--batch-residents", "1000");
            command.WorkingDirectory = folder.FullName;
            using var process = Child.Start(command);
            var output = process.StandardOutput.ReadToEndAsync();
            while (await process.StandardError.ReadLineAsync() is { } line && line != "soak: round 1 of 1") { }
            var service = ChildOf(process.Id);
            await Task.Delay(2_000);
            await Launcher.Launcher.SignalAsync(process.Id, "INT");
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await process.WaitForExitAsync(patience.Token);
            Assert.Equal(130, process.ExitCode);
            Assert.Matches("(?s)soak.*errors +0.*report: artifacts/loadtest/", await output);
            var report = Directory.GetFiles(folder.FullName, "report.*", SearchOption.AllDirectories).Order().ToArray();
            Assert.Equal(["report.html", "report.md"], report.Select(Path.GetFileName));
            Assert.Contains("Ended before its time", File.ReadAllText(report[1]), StringComparison.Ordinal);
            Assert.False(Directory.Exists($"/proc/{service}"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Another policy has another digest, which every answer names.</summary>
    [Fact]
    public async Task Rejects_AServiceThatAnswersOtherwise()
    {
        using var policies = new ScratchPolicies(RepositoryFolder.Policies, ReloadingServer.Document);
        policies.Replace(ReloadingServer.Document, ReloadingServer.None, ReloadingServer.Granted);
        await using var server = await RunningServer.StartAsync(policies: policies.Folder);
        foreach (var (scenario, method) in ((string, string)[])[("columns", "StreamQuotes"), ("unary", "Quote"), ("h2load", "Quote")])
        {
            var result = await Launcher.Launcher.RunAsync("loadtest", scenario, "--seconds", "1", "--json", "--no-targets", "--batches", "1",
                "--batch-residents", "100", "--address", server.Address);
            Assert.Equal(1, result.ExitCode);
            Assert.Contains($"{method}, resident 0: the answer is not the interpreter's", result.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("\"errors\":0", result.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Rejects_AServiceThatIsNotThere()
    {
        var result = await Launcher.Launcher.RunAsync("loadtest", "unary", "--seconds", "1", "--json", "--no-targets", "--address", "http://127.0.0.1:9");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("unary: Unavailable: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains("\"quotes_per_s\":null", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("moon", "'moon' is not one; expected unary, h2load, unary-rate, rows, columns, columns-dates, columns-personal, mixed, soak")]
    [InlineData("--seconds 0", "--seconds: '0' is not allowed; expected a whole number from 1 to 86400")]
    [InlineData("--seconds soon", "--seconds: 'soon' is not allowed; expected a whole number from 1 to 86400")]
    [InlineData("--streams 65", "--streams: '65' is not allowed; expected a whole number from 1 to 64")]
    [InlineData("--batch-residents 65537", "--batch-residents: '65537' is not allowed; expected a whole number from 1 to 65536")]
    [InlineData("--address localhost", "--address: 'localhost' is not allowed; expected a URL")]
    [InlineData("--server-pid 1", "--server-pid: allowed together with --address only")]
    [InlineData("--address http://127.0.0.1:9 --server-pid 2147483647", "--server-pid: there is no process 2147483647")]
    [InlineData("--hdr /nowhere/latencies", "--hdr: Could not find a part of the path '/nowhere/latencies'")]
    [InlineData("--targets /nowhere", "--targets: there is no file '/nowhere'")]
    public async Task Rejects_WithASentence(string arguments, string part)
    {
        var result = await Launcher.Launcher.RunAsync(["loadtest", .. arguments.Split(' ')]);
        Assert.Equal(64, result.ExitCode);
        Assert.Contains(part, result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    /// <summary>A need that is missed has its own exit code; a goal that is missed is told, and nothing else comes of it.</summary>
    [Theory]
    [InlineData("needs", 2, "columns: need: .* of at most 0.000001 ms p99: MISSED")]
    [InlineData("goals", 0, "columns: goal: .* of 0.000001 ms p99, .* times")]
    public async Task MissedTarget_FailsIfItIsANeed(string kind, int exitCode, string said)
    {
        var targets = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(targets, $$"""{"columns": {"{{kind}}": {"max_p99_ms": 0.000001} } }""");
            var result = await Launcher.Launcher.RunAsync("loadtest", "columns", "--seconds", "1", "--json", "--targets", targets, "--batches", "1",
                "--batch-residents", "100");
            Assert.True(result.ExitCode == exitCode, result.Output + result.Errors);
            Assert.Matches(said, result.Errors);
        }
        finally
        {
            File.Delete(targets);
        }
    }

    [Fact]
    public async Task Bench_KnowsTheBenchmarks()
    {
        var all = await Launcher.Launcher.RunAsync("bench", "--list", "flat");
        Assert.Contains("Canbao.Benchmarks.PlanBenchmark.LookUp", all.Output, StringComparison.Ordinal);
        var none = await Launcher.Launcher.RunAsync("bench", "*NoSuch*");
        Assert.Equal(2, none.ExitCode);
        Assert.Contains("no benchmark is named like '*NoSuch*'", none.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_NamesBoth()
    {
        var help = (await Launcher.Launcher.RunAsync("--help")).Output;
        Assert.Contains("canbao loadtest columns-dates unary", help, StringComparison.Ordinal);
        Assert.Contains("canbao bench '*Batch*'", help, StringComparison.Ordinal);
    }

    private static void AssertFigures(JsonElement line)
    {
        Assert.Equal(["scenario", "quotes_per_s", "p50_ms", "p90_ms", "p99_ms", "p999_ms", "server_cpu_s_per_million", "client_cpu_s_per_million",
            "server_rss_mb", "errors", "checksum"], line.EnumerateObject().Select(field => field.Name));
        foreach (var field in line.EnumerateObject().Skip(1).Take(8)) Assert.InRange(field.Value.GetDouble(), 1e-6, 1e10);
        Assert.Equal(0, line.GetProperty("errors").GetInt64());
        Assert.InRange(line.GetProperty("p50_ms").GetDouble(), 0, line.GetProperty("p999_ms").GetDouble());
    }

    /// <summary>The figures are of the round in the middle, the pieces of all.</summary>
    private static void AssertLogged(IEnumerable<HistogramBase> pieces, JsonElement figures, int quotesEach)
    {
        var all = new LongHistogram(TimeSpan.NanosecondsPerTick * TimeSpan.TicksPerHour, 3);
        foreach (var piece in pieces) all.Add(piece);
        var seconds = pieces.Sum(piece => piece.EndTimeStamp - piece.StartTimeStamp) / 1e3;
        var rate = figures.GetProperty("quotes_per_s").GetDouble() / quotesEach;
        Assert.InRange(all.TotalCount / seconds, rate / 2, rate * 2);
        var median = figures.GetProperty("p50_ms").GetDouble();
        Assert.InRange(all.GetValueAtPercentile(50) / 1e6, median / 2, median * 2);
    }

    /// <summary>The one process that it has started, whichever of its threads did.</summary>
    private static int ChildOf(int process) => int.Parse(
        Directory.GetDirectories($"/proc/{process}/task").Select(thread => File.ReadAllText(Path.Combine(thread, "children")).Trim())
            .Single(children => children.Length > 0), CultureInfo.InvariantCulture);

    /// <summary>What there is to build is built, once.</summary>
    private static async Task BuildAsync()
    {
        foreach (var arguments in (string[][])[["loadtest", "--help"], ["bench", "--help"]])
        {
            var result = await Child.RunAsync(Child.Command(Launcher.Launcher.Script, arguments), timeoutSeconds: 240);
            Assert.DoesNotContain("the build failed", result.Errors, StringComparison.Ordinal);
        }
    }

    /// <summary>On the day in the middle of the collection window, without personal dates: few profiles make all the answers.</summary>
    private static string InterpretedColumns()
    {
        var (book, generator) = Generator();
        var window = book.FindPolicy("500230", 2025, 0, out _)!.CollectionWindow;
        var day = window.From.AddDays((window.To.DayNumber - window.From.DayNumber) / 2);
        var answers = new Dictionary<Profile, int>();
        var distinct = new List<DigestedAnswer>();
        var index = new int[BatchResidents];
        for (var i = 0; i < BatchResidents; i++)
        {
            var resident = generator.Resident(i) with { Dates = new ResidentDates(WireDate.Format(day), 0, 0, 0) };
            if (!answers.TryGetValue(resident.Profile, out index[i]))
            {
                answers.Add(resident.Profile, index[i] = distinct.Count);
                distinct.Add(Interpreted(resident));
            }
        }
        return Checksum(distinct, index);
    }

    private static string InterpretedCalls(int calls)
    {
        var (_, generator) = Generator();
        return Checksum([.. Enumerable.Range(0, calls).Select(i => Interpreted(generator.Resident(i)))], [.. Enumerable.Range(0, calls)]);
    }

    private static (PolicyBook Book, ResidentGenerator Generator) Generator()
    {
        var book = PolicyFolder.LoadBook(RepositoryFolder.Policies);
        return (book, new ResidentGenerator([book.FindPolicy("500230", 2025, 0, out _)!], seed: 1));
    }

    private static DigestedAnswer Interpreted(in GeneratedResident resident)
    {
        Assert.Empty(DateReader.Read(resident.Dates, out var situation));
        var quote = Interpreter.Quote(resident.Policy, resident.Profile, situation);
        return DigestedAnswer.Of(new V1.QuoteReply { Quote = QuoteMapper.ToMessage(quote, resident.Policy) }, []);
    }

    private static string Checksum(IReadOnlyList<DigestedAnswer> distinct, int[] index)
    {
        var totals = new AnswerTotals();
        totals.Add(distinct, index);
        return totals.Checksum();
    }
}
