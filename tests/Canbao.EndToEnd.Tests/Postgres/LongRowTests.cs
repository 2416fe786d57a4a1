using System.Diagnostics;
using Canbao.EndToEnd.Tests.Interop;
using Canbao.Recalculation.Csv;

namespace Canbao.EndToEnd.Tests.Postgres;

/// <summary>A row of a table may be as long as one of a file, written as one; a longer one is rejected, and the run goes on.</summary>
[Collection(PostgresCollection.Name)]
public sealed class LongRowTests(PostgresCluster cluster) : IAsyncLifetime
{
    private const string Table = """
        CREATE TABLE crash(id text, region text, benefit_year int, payment_date date, tier text, memo text);
        """;

    private const string Fields = "'500230', 2025, date '2025-03-15', 'tier1'";

    private readonly TableJob _job = new();
    private PostgresDatabase _database = null!;

    private string Input => $"{_database.Address}?table=crash";

    private string Query => $"{_database.Address}?query=SELECT * FROM crash";

    public async ValueTask InitializeAsync() => _database = await cluster.CreateDatabaseAsync();

    public ValueTask DisposeAsync()
    {
        _job.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task RowLongerThanALine_IsRejected_AndTheOthersAreAnswered()
    {
        await _database.RunAsync($"""
            {Table}
            INSERT INTO crash VALUES ('A', {Fields}, repeat('x', 70000)), ('B', {Fields}, 'short'),
              ('C', '500230', 2025, '2025-03-15', '一档', repeat('x', 70000)), ('D', {Fields}, repeat('"', 40000)),
              ('E', {Fields}, repeat('y', 200000)), ('F', '500230', 2025, '2025-03-15', repeat('z', 70000), NULL),
              ('G', {Fields}, repeat('x', 60000))
            """);
        var said = new List<string>();
        foreach (var input in new[] { Input, Query })
        {
            var totals = _job.Run(input, _job.Here($"{said.Count}.csv"), rejects: $"{said.Count}.rejects.csv", passed: ["memo"]);
            Assert.Equal((2, 5), (totals.Answered, totals.Rejected));
            said.Add(await File.ReadAllTextAsync(_job.Here($"{said.Count}.rejects.csv")));
        }
        Assert.Equal(said[0], said[1]);
        var lines = said[0].Split('\n')[1..^1];
        Assert.Equal(["1", "3", "4", "5", "6"], lines.Select(line => line.Split(',')[0]));
        const string reason = "\"the row is longer than 65536 bytes, as a CSV file would have it\",ROW_TOO_LONG";
        Assert.All(lines, line => Assert.EndsWith(reason, line, StringComparison.Ordinal));
        Assert.StartsWith("1,,\"A,2025-03-15,500230,2025,tier1,xxx", lines[0], StringComparison.Ordinal);
    }

    /// <summary>To the byte, whatever was known of its profile before.</summary>
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Limit_IsThatOfALine(int beyond, bool isAnswered)
    {
        var length = CsvRow.MaxBytes - "B,2025-03-15,500230,2025,tier1,".Length + beyond;
        await _database.RunAsync($"{Table} INSERT INTO crash VALUES ('A', {Fields}, ''), ('B', {Fields}, repeat('x', {length})), ('C', {Fields}, ''), "
            + $"('D', {Fields}, repeat('x', {length}))");
        Assert.Equal(isAnswered ? 4 : 2, _job.Run(Input, _job.Here("out.csv"), passed: ["memo"]).Answered);
    }

    /// <summary>More than any buffer holds.</summary>
    [Fact]
    public async Task EnormousRows_AreRejected()
    {
        await _database.RunAsync($"""
            {Table}
            INSERT INTO crash SELECT n::text, {Fields}, CASE WHEN n % 6 = 0 THEN repeat('x', 16000000) ELSE 'short' END FROM generate_series(1, 24) AS n;
            INSERT INTO crash VALUES ('huge', {Fields}, repeat('x', 100000000)), ('last', {Fields}, 'short')
            """);
        var peak = await PeakAsync("--out", _job.Here("out.csv"), "--in", Input, "--pass-through", "memo");
        Assert.InRange(peak, 50, 310);
        Assert.Equal(22, (await File.ReadAllLinesAsync(_job.Here("out.csv"))).Length);
        Assert.Equal(6, (await File.ReadAllLinesAsync(_job.Here("out.csv.rejects.csv"))).Length);
    }

    /// <summary>A page holds the beginnings of many rows whose values lie beside it: all of it at once would be too much.</summary>
    [Theory]
    [InlineData("table=crash")]
    [InlineData("query=SELECT * FROM crash")]
    public async Task ManyLongRows_FitIntoTheMemory_AndPartsGoOn(string source)
    {
        const int rows = 16_000;
        await _database.RunAsync($"{Table} INSERT INTO crash SELECT lpad(n::text, 6, '0'), {Fields}, repeat('x', 40000) FROM generate_series(1, {rows}) AS n");
        var peak = await PeakAsync("--out", _job.Here("out.csv"), "--in", $"{_database.Address}?{source}", "--pass-through", "memo", "--part-rows", "3000");
        Assert.InRange(peak, 50, 310);
        Assert.Equal(rows + 1, File.ReadLines(_job.Here("out.csv")).Count());
        Assert.Equal(Enumerable.Range(1, rows).Select(n => $"{n:d6}"), File.ReadLines(_job.Here("out.csv")).Skip(1).Select(line => line[..6]));
    }

    /// <summary>Broken off in the middle of pages whose rows come in several blocks.</summary>
    [Fact]
    public async Task BrokenRun_GoesOnBehindWholePages()
    {
        await _database.RunAsync($"{Table} INSERT INTO crash SELECT lpad(n::text, 6, '0'), {Fields}, repeat('x', 40000) FROM generate_series(1, 2000) AS n");
        _job.Run(Input, _job.Here("expected.csv"), rejects: "expected.rejects.csv", partRows: 300, passed: ["memo"]);
        var blocks = 0;
        Assert.Throws<IOException>(() => _job.Run(Input, _job.Here("out.csv"), _ =>
        {
            if (++blocks == 100) throw new IOException("enough");
        }, partRows: 300, passed: ["memo"]));
        Assert.Equal(2000, _job.Run(Input, _job.Here("out.csv"), partRows: 300, passed: ["memo"]).Answered);
        Assert.InRange(_job.Last!.RowsBefore, 300, 1999);
        Assert.Equal(await File.ReadAllBytesAsync(_job.Here("expected.csv")), await File.ReadAllBytesAsync(_job.Here("out.csv")));
    }

    /// <summary>The most memory, in megabytes, that the program takes for a recalculation with two threads.</summary>
    private static async Task<long> PeakAsync(params string[] arguments)
    {
        var command = Child.Command("dotnet", [Path.Combine(AppContext.BaseDirectory, "canbao.dll"), "recalculate", "--threads", "2", .. arguments]);
        using var process = Child.Start(command);
        process.StandardInput.Close();
        var (said, shown) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        var (peak, clock) = (0L, Stopwatch.StartNew());
        while (!process.WaitForExit(20))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(5), "the run does not end");
            process.Refresh();
            if (!process.HasExited) peak = Math.Max(peak, process.PeakWorkingSet64);
        }
        await shown;
        Assert.True(process.ExitCode is 0 or 3, await said);
        return peak >> 20;
    }
}
