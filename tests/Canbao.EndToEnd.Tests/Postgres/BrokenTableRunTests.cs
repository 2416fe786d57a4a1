namespace Canbao.EndToEnd.Tests.Postgres;

/// <summary>A run that is broken off, or that somebody starts twice, leaves every resident's answer in the table exactly once.</summary>
[Collection(PostgresCollection.Name)]
public sealed class BrokenTableRunTests(PostgresCluster cluster) : IAsyncLifetime
{
    private const int Residents = 12_000;

    private readonly TableJob _job = new();
    private PostgresDatabase _database = null!;
    private string[] _answers = [];

    private string Input => $"{_database.Address}?table=residents";

    private string Output => $"{_database.Address}?table=answers";

    public async ValueTask InitializeAsync()
    {
        _database = await cluster.CreateDatabaseAsync();
        await ResidentTables.GenerateAsync(_database, "residents", Residents, _job.Here("in.csv"));
        _job.Run(_job.Here("in.csv"), _job.Here("expected.csv"), rejects: "expected.rejects.csv");
        _answers = ResidentTables.AnswersOf(_job.Here("expected.csv"));
    }

    public ValueTask DisposeAsync()
    {
        _job.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>At the beginning, within and between parts, at the end; the connection that reads and the one that writes.</summary>
    [Theory]
    [InlineData(1, "COPY (SELECT%")]
    [InlineData(3, "COPY public.%")]
    [InlineData(7, "%")]
    [InlineData(9, "COPY public.%")]
    public async Task LostConnection_LeavesWhatIsCommitted_AndTheRunGoesOn(int block, string statement)
    {
        var thrown = BreakOff(block, () => _database.RunAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'canbao' AND datname = current_database() "
            + $"AND query LIKE '{statement}'").GetAwaiter().GetResult());
        Assert.Contains("the same command goes on from there", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresCluster.Password, thrown.Message, StringComparison.Ordinal);
        await GoesOnAsync();
    }

    [Fact]
    public async Task ServerThatDies_KeepsWhatIsCommitted_AndTheRunGoesOn()
    {
        var thrown = BreakOff(8, () => cluster.StopAsync("QUIT").GetAwaiter().GetResult());
        Assert.Contains("the same command goes on from there", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be made", Assert.Throws<IOException>(() => _job.Run(Input, Output)).Message, StringComparison.Ordinal);
        await cluster.StartAsync();
        Assert.NotEqual(0L, await _database.ValueAsync<long>("SELECT count(*) FROM answers"));
        await GoesOnAsync();
    }

    /// <summary>The server's own report of a full disk, by somebody who can make room.</summary>
    [Fact]
    public async Task FullDisk_IsTold_AndTheRunGoesOn()
    {
        await _database.RunAsync("""
            CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$
            """);
        _job.Run(Input, $"{_database.Address}?table=made");
        await _database.RunAsync("""
            CREATE TABLE answers (LIKE made);
            CREATE TRIGGER full_disk BEFORE INSERT ON answers FOR EACH ROW WHEN (NEW.id = 'R0000006000') EXECUTE FUNCTION full_disk()
            """);
        var thrown = Assert.Throws<IOException>(() => _job.Run(Input, Output, rejects: "full.csv"));
        Assert.Contains("could not extend file. What is committed is safe; make room", thrown.Message, StringComparison.Ordinal);
        Assert.InRange(await _database.ValueAsync<long>("SELECT count(*) FROM answers"), 1, Residents - 1);
        await _database.RunAsync("DROP TRIGGER full_disk ON answers");
        _job.Run(Input, Output, rejects: "full.csv");
        Assert.InRange(_job.Last!.RowsBefore, 1, Residents - 1);
        Assert.Equal(_answers, await ResidentTables.AnswersAsync(_database, "answers"));
    }

    /// <summary>As on two machines: nothing is shared but the database.</summary>
    [Fact]
    public async Task TwoRunsAtTheSameTime_GiveOneResult()
    {
        using var other = new TableJob();
        var runs = await Task.WhenAll(Task.Run(() => _job.Run(Input, Output)), Task.Run(() => other.Run(Input, Output)));
        Assert.Equal(runs[0].Checksum, runs[1].Checksum);
        Assert.Equal(runs[0].ToJson().ToJsonString(), runs[1].ToJson().ToJsonString());
        Assert.Equal(_answers, await ResidentTables.AnswersAsync(_database, "answers"));
        await EveryPartIsThereOnceAsync();
    }

    [Fact]
    public async Task FinishedRun_IsNotDoneAgain()
    {
        _job.Run(Input, Output);
        _job.Run(Input, Output);
        Assert.True(_job.Last!.WasFinished);
        Assert.Equal(_answers, await ResidentTables.AnswersAsync(_database, "answers"));
        var checkpoints = await _database.ValueAsync<string>("SELECT string_agg(c::text, '') FROM canbao_checkpoint AS c");
        Assert.DoesNotContain(PostgresCluster.Password, _job.AllText() + checkpoints, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE residents SET tier = tier WHERE id = 'R0000000005'")]
    [InlineData("DELETE FROM residents WHERE id = 'R0000000005'")]
    [InlineData("INSERT INTO residents SELECT * FROM residents WHERE id = 'R0000000005'")]
    [InlineData("VACUUM FULL residents")]
    public async Task ChangedTable_IsNotGoneOnWith(string change)
    {
        BreakOff(8, () => throw new IOException("the same command goes on from there"));
        await _database.RunAsync(change);
        var thrown = Assert.Throws<InvalidDataException>(() => _job.Run(Input, Output));
        Assert.Contains("is the unfinished work of another job: input was", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnchangedTable_StaysTheSame_WhateverElseHappens()
    {
        BreakOff(8, () => throw new IOException("the same command goes on from there"));
        await _database.RunAsync("CREATE TABLE other (n int); INSERT INTO other SELECT generate_series(1, 1000)");
        await _database.RunAsync("VACUUM FREEZE ANALYZE residents");
        await _database.RunAsync("CREATE INDEX ON residents (id)");
        await GoesOnAsync();
    }

    [Fact]
    public async Task Query_GoesOnInTheOrderOfItsIds()
    {
        var query = $"{_database.Address}?query=SELECT * FROM residents ORDER BY random()";
        BreakOff(8, () => throw new IOException("the same command goes on from there"), query);
        await GoesOnAsync(query);
    }

    /// <summary>Something happens when so many blocks are written; the run must end by it, with some parts done and some not.</summary>
    private IOException BreakOff(int block, Action happening, string? input = null)
    {
        var thrown = Assert.Throws<IOException>(() => _job.Run(input ?? Input, Output, _ =>
        {
            if (--block == 0) happening();
        }));
        Assert.True(block <= 0);
        return thrown;
    }

    private async Task GoesOnAsync(string? input = null)
    {
        var before = await _database.ValueAsync<long>("SELECT count(*) FROM answers");
        Assert.InRange(before, 0, Residents - 1);
        var totals = _job.Run(input ?? Input, Output);
        Assert.Equal((before, Residents), (_job.Last!.RowsBefore, totals.Answered));
        Assert.Equal(_answers, await ResidentTables.AnswersAsync(_database, "answers"));
        await EveryPartIsThereOnceAsync();
    }

    private async Task EveryPartIsThereOnceAsync() => Assert.Equal("", await _database.ValueAsync<string>("""
        SELECT coalesce(string_agg(part::text, ','), '') FROM (SELECT part, row_number() OVER (ORDER BY part) - 1 AS place FROM canbao_checkpoint) AS p
        WHERE part <> place
        """));
}
