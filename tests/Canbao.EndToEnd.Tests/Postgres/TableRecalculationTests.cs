namespace Canbao.EndToEnd.Tests.Postgres;

/// <summary>Residents of a table and answers in one are those of files.</summary>
[Collection(PostgresCollection.Name)]
public sealed class TableRecalculationTests(PostgresCluster cluster) : IAsyncLifetime
{
    private const int Residents = 12_000;

    private readonly TableJob _job = new();
    private PostgresDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await cluster.CreateDatabaseAsync();

    public ValueTask DisposeAsync()
    {
        _job.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Tables_HaveTheAnswersOfFiles()
    {
        await ResidentTables.GenerateAsync(_database, "residents", Residents, _job.Here("in.csv"));
        var expected = _job.Run(_job.Here("in.csv"), _job.Here("expected.csv"), rejects: "expected.rejects.csv");
        var answers = ResidentTables.AnswersOf(_job.Here("expected.csv"));
        Assert.Equal(Residents, answers.Length);

        await _database.RunAsync("CREATE VIEW seen AS SELECT * FROM residents; CREATE TABLE parted (LIKE residents) PARTITION BY LIST (tier); "
            + "CREATE TABLE parted_1 PARTITION OF parted DEFAULT; INSERT INTO parted SELECT * FROM residents");
        foreach (var (source, target) in new[]
                 {
                     ("table=residents", "q.answers"), ("table=seen", "q.of_view"), ("table=parted", "q.of_parts"),
                     ("query=SELECT * FROM residents WHERE tier <> ''", "\"q\".\"Of Query\""),
                 })
        {
            await _database.RunAsync("CREATE SCHEMA IF NOT EXISTS q");
            var totals = _job.Run(From(source), From("table=" + target), rejects: $"{target.Length}.csv");
            Assert.Equal(expected.Answered, totals.Answered);
            Assert.Equal(answers, await ResidentTables.AnswersAsync(_database, target));
        }
        _job.Run(From("query=SELECT * FROM residents"), _job.Here("out.csv"));
        Assert.Equal(await File.ReadAllTextAsync(_job.Here("expected.csv")), await File.ReadAllTextAsync(_job.Here("out.csv")));
    }

    [Fact]
    public async Task OtherTypes_AreUnderstood()
    {
        await _database.RunAsync("""
            CREATE TABLE r (id bigint, payment_date timestamp, birth_date text, region char(6), benefit_year numeric(6,2), tier text, identities text[],
              circumstance varchar, university_student text, gap_years text, event_date integer);
            INSERT INTO r VALUES (7, '2024-11-01 10:00', NULL, '500230', 2025.00, 'tier1', '{subsistence_allowance,orphan}', NULL, '是', '2', NULL),
              (8, '2025-03-15', '2025-03-01', '500230', 2025, 'tier1', NULL, 'newborn', NULL, NULL, NULL),
              (9, '2025-03-15', NULL, '500230', 2025, 'tier2', '{}', NULL, '0', '', 20250301);
            CREATE TABLE a (id integer, status varchar(40), fee_fen smallint, waiting_days integer, benefit_start text, note text)
            """);
        await File.WriteAllTextAsync(_job.Here("in.csv"), """
            id,payment_date,birth_date,region,benefit_year,tier,identities,circumstance,university_student,gap_years,event_date
            7,2024-11-01,,500230,2025,tier1,subsistence_allowance;orphan,,是,2,
            8,2025-03-15,2025-03-01,500230,2025,tier1,,newborn,,,
            9,2025-03-15,,500230,2025,tier2,,,0,,20250301

            """);
        var expected = _job.Run(_job.Here("in.csv"), _job.Here("expected.csv"), rejects: "expected.rejects.csv");
        var thrown = Assert.Throws<InvalidDataException>(() => _job.Run(From("table=r"), From("table=a")));
        Assert.Contains("column 'fee_fen' of the table is of type int2, and '77500' is no such number; expected -32767 to 32767", thrown.Message,
            StringComparison.Ordinal);
        await _database.RunAsync("ALTER TABLE a ALTER fee_fen TYPE integer");
        var totals = _job.Run(From("table=r"), From("table=a"));
        Assert.Equal((3, expected.Checksum), (totals.Answered, totals.Checksum));
        var (header, rows) = (File.ReadLines(_job.Here("expected.csv")).First().Split(','), ResidentTables.AnswersOf(_job.Here("expected.csv")));
        string[] columns = ["id", "status", "fee_fen", "waiting_days", "benefit_start"];
        Assert.Equal(rows.Select(row => string.Join(' ', columns.Select(column => row.Split(',')[Array.IndexOf(header, column)]))),
            (await _database.ValueAsync<string>(
                "SELECT string_agg(format('%s %s %s %s %s', id, status, fee_fen, waiting_days, benefit_start), '|' ORDER BY id) FROM a")).Split('|'));
    }

    [Fact]
    public async Task BadRows_AreRejectedWithTheirFields()
    {
        await _database.RunAsync("""
            CREATE TABLE r (id text, payment_date date, region text, benefit_year int, tier text, gap_years int);
            INSERT INTO r VALUES ('good', '2024-11-01', '500230', 2025, 'tier1', 1), ('a', NULL, '500230', 2025, 'tier1', 1),
              ('b', 'infinity', '500230', 2025, 'tier1', 1), ('c', '2024-11-01', '500230', 2025, 'tier9', -1),
              ('d' || chr(10), '2024-11-01', '500230', 2025, 'tier1', 1), ('e,"', '2024-11-01', '500230', 2025, 'tier1', 1),
              (repeat('x', 129), '2024-11-01', '500230', 2025, 'tier1', 1),
              ('f', '4713-01-01 BC', '500230', 2025, repeat('y', 70000), 1)
            """);
        var totals = _job.Run(From("table=r"), From("table=a"));
        Assert.Equal((2, 6), (totals.Answered, totals.Rejected));
        var rejects = await File.ReadAllTextAsync(_job.Rejects);
        string[] beginnings = ["2,payment_date,,", "3,payment_date,infinity,", "4,gap_years,-1,", "4,tier,tier9,", "5,id,d\\u000a,", "7,id,xxx", "8,,\"f,-"];
        Assert.All(beginnings, beginning => Assert.Contains("\n" + beginning, rejects, StringComparison.Ordinal));
        Assert.Equal("e,\"|good", await _database.ValueAsync<string>("SELECT string_agg(id, '|' ORDER BY id) FROM a"));
    }

    [Theory]
    [InlineData("query=SELECT region, benefit_year, payment_date, tier FROM r", "must have a column id")]
    [InlineData("query=SELECT 'x' AS id, region, benefit_year, payment_date, tier FROM r", "1 of 2 rows have no id, or one that another row has")]
    [InlineData("query=SELECT id, region, benefit_year, payment_date::timestamptz, tier FROM r", "column 'payment_date' is a moment in time")]
    [InlineData("query=SELECT id, region FROM r", "column 'tier' is missing")]
    [InlineData("query=SELECT id, FROM r", "syntax error")]
    [InlineData("query=DELETE FROM r RETURNING *", "syntax error")]
    [InlineData("table=nobody", "has no table 'nobody'")]
    [InlineData("table=no.body", "has no table 'no.body'")]
    [InlineData("table=secret", "permission denied for table secret")]
    public async Task WrongInput_IsRefused(string source, string said)
    {
        await _database.RunAsync("""
            CREATE TABLE r AS SELECT n::text AS id, '500230' AS region, 2025 AS benefit_year, date '2024-11-01' AS payment_date, 'tier1' AS tier
              FROM generate_series(1, 2) AS n;
            CREATE TABLE secret AS SELECT * FROM r;
            CREATE ROLE poor LOGIN PASSWORD 'Armut'; GRANT SELECT ON r TO poor
            """);
        try
        {
            Refuses(() => _job.Run(_database.AddressFor("poor", "Armut") + "?" + source, _job.Here("out.csv")), said, "Armut");
        }
        finally
        {
            await _database.RunAsync("DROP OWNED BY poor; DROP ROLE poor");
        }
    }

    [Theory]
    [InlineData("id text, status integer", "column 'status' is of type int4; expected text or varchar")]
    [InlineData("id text, benefit_start bigint", "column 'benefit_start' is of type int8; expected date, text or varchar")]
    [InlineData("id uuid, status text", "column 'id' is of type uuid; expected text, varchar, int8 or int4")]
    [InlineData("status text", "has no column 'id'")]
    [InlineData("id text", "has no column of the answers")]
    [InlineData("id text, status text, name text NOT NULL", "null value in column \"name\"")]
    [InlineData("id text, status varchar(2)", "value too long")]
    public async Task WrongTarget_IsRefused_AndHoldsNothing(string columns, string said)
    {
        await ResidentTables.GenerateAsync(_database, "residents", 100, _job.Here("in.csv"));
        await _database.RunAsync($"CREATE TABLE a ({columns})");
        Refuses(() => _job.Run(From("table=residents"), From("table=a")), said, PostgresCluster.Password);
        Assert.Equal(0L, await _database.ValueAsync<long>("SELECT count(*) FROM a"));
        await _database.RunAsync("DROP TABLE a");
        Assert.Equal(100, _job.Run(From("table=residents"), From("table=a")).Answered);
    }

    [Fact]
    public async Task WrongPasswordOrServer_IsToldWithoutThePassword()
    {
        await _database.RunAsync("CREATE TABLE r (id text)");
        var wrong = _database.AddressFor("postgres", "Falsch/1") + "?table=r";
        Refuses(() => _job.Run(wrong, _job.Here("out.csv")), "password authentication failed", "Falsch/1");
        Refuses(() => _job.Run("postgres://postgres:Falsch@127.0.0.1:1/x?table=r", _job.Here("out.csv")), "the connection cannot be made", "Falsch");
    }

    [Fact]
    public async Task ForeignRows_AreNotAddedTo()
    {
        await ResidentTables.GenerateAsync(_database, "residents", 100, _job.Here("in.csv"));
        await _database.RunAsync("CREATE TABLE a (id text, status text); INSERT INTO a VALUES ('other', 'open')");
        Refuses(() => _job.Run(From("table=residents"), From("table=a")), "has rows already that this job did not write", PostgresCluster.Password);
    }

    private string From(string what) => $"{_database.Address}?{what}";

    private void Refuses(Action run, string said, string password)
    {
        var thrown = Assert.ThrowsAny<Exception>(run);
        Assert.True(thrown is IOException or InvalidDataException, thrown.ToString());
        Assert.Contains(said, thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(password, thrown.Message + _job.AllText(), StringComparison.Ordinal);
    }
}
