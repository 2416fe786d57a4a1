using Canbao.EndToEnd.Tests.Interop;

namespace Canbao.EndToEnd.Tests.Postgres;

/// <summary>Names of tables that need quotes, ids that need text, and where a run leaves what it goes on with.</summary>
[Collection(PostgresCollection.Name)]
public sealed class TableNameTests(PostgresCluster cluster) : IAsyncLifetime
{
    private readonly TableJob _job = new();
    private PostgresDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await cluster.CreateDatabaseAsync();
        await ResidentTables.GenerateAsync(_database, "residents", 100, _job.Here("in.csv"));
        await _database.RunAsync("CREATE TABLE \"New Tab\" AS SELECT * FROM residents");
    }

    public ValueTask DisposeAsync()
    {
        _job.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("New Tab", "'New Tab' is no name of a table. A name with capitals, blanks or other signs stands in quotes: ?table=\"New Tab\", in a shell "
        + "within '...', or ?table=%22New%20Tab%22")]
    [InlineData("public.New Tab", "?table=public.\"New Tab\", in a shell")]
    [InlineData("Residents", "has no table 'Residents', but one of this name in quotes: ?table=\"Residents\"")]
    [InlineData("NewTab", "has no table 'NewTab'. A name with capitals, blanks or other signs stands in quotes: ?table=\"NewTab\"")]
    [InlineData("nobody", "has no table 'nobody'")]
    public async Task NameThatNeedsQuotes_IsShownWithThem(string written, string said)
    {
        if (written == "Residents") await _database.RunAsync("ALTER TABLE residents RENAME TO \"Residents\"");
        var thrown = Assert.Throws<InvalidDataException>(() => _job.Run($"{_database.Address}?table={written}", _job.Here("out.csv")));
        Assert.Contains(said, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NameInQuotes_IsTaken_AndATargetIsNotMadeBesideIt()
    {
        Assert.Equal(100, _job.Run($"{_database.Address}?table=\"New Tab\"", $"{_database.Address}?table=%22New%20Answers%22").Answered);
        Assert.Equal(100L, await _database.ValueAsync<long>("SELECT count(*) FROM \"New Answers\""));
        await _database.RunAsync("ALTER TABLE \"New Answers\" RENAME TO \"Answers\"");
        var thrown = Assert.Throws<InvalidDataException>(() =>
            _job.Run($"{_database.Address}?table=residents", $"{_database.Address}?table=Answers", rejects: "other.csv"));
        Assert.Contains("but one of this name in quotes: ?table=\"Answers\"", thrown.Message, StringComparison.Ordinal);
    }

    /// <summary>Two residents must not become one.</summary>
    [Theory]
    [InlineData("integer", "7|-7|0|2147483647", "007|+7| 7|-0|2147483648|7a|")]
    [InlineData("bigint", "7|2147483648|9223372036854775807", "07|9223372036854775808|x")]
    [InlineData("char(12)", "7|007|x", "7 ")]
    [InlineData("varchar(20)", "7|007|7 | 7", "")]
    public async Task IdThatAColumnWouldNotGiveBack_IsRejected(string type, string kept, string rejected)
    {
        string[] bad = rejected.Length > 0 ? rejected.Split('|') : [];
        await _database.RunAsync($"""
            CREATE TABLE r AS SELECT id, '500230' AS region, 2025 AS benefit_year, date '2024-11-01' AS payment_date, 'tier1' AS tier
              FROM unnest(ARRAY[{string.Join(", ", kept.Split('|').Concat(bad).Select(id => $"'{id}'"))}]) AS id;
            CREATE TABLE a (id {type}, status text)
            """);
        var totals = _job.Run($"{_database.Address}?table=r", $"{_database.Address}?table=a");
        Assert.Equal((kept.Split('|').Length, bad.Length), (totals.Answered, totals.Rejected));
        Assert.Equal(kept.Split('|').Order(StringComparer.Ordinal),
            (await _database.ValueAsync<string>("SELECT string_agg(id::text, '|') FROM a")).Split('|').Order(StringComparer.Ordinal));
        var lines = (await File.ReadAllLinesAsync(_job.Rejects))[1..];
        Assert.All(lines, line => Assert.EndsWith(",ID_NOT_KEPT", line, StringComparison.Ordinal));
        Assert.Equal(bad, lines.Select(line => line.Split(',')[2]));
    }

    [Fact]
    public async Task FailedRun_SaysWhereItsFolderIs()
    {
        await _database.RunAsync("CREATE TABLE a (id text, status varchar(2))");
        var command = Child.Command("dotnet", Path.Combine(AppContext.BaseDirectory, "canbao.dll"), "recalculate", "--in",
            $"{_database.Address}?table=residents", "--out", $"{_database.Address}?table=a", "--policies", RepositoryFolder.Policies);
        command.WorkingDirectory = _job.Folder;
        var result = await Child.RunAsync(command);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"What the job is stands in '{_job.Here("a.work")}' and beside it; the same command goes on", result.Errors, StringComparison.Ordinal);
        Assert.True(Directory.Exists(_job.Here("a.work")));
    }
}
