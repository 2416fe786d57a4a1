namespace Canbao.EndToEnd.Tests.Postgres;

/// <summary>Whatever a role has set, a run comes to its end, with the same rows and the same bytes.</summary>
[Collection(PostgresCollection.Name)]
public sealed class SessionTests(PostgresCluster cluster) : IAsyncLifetime
{
    private const int Residents = 1_500, PartRows = 400;

    private const string Password = "Eigen/1";

    private static readonly string[] Passed = ["real", "moment", "raw", "span", "list", "text"];

    private readonly TableJob _job = new();
    private readonly string _role = $"r{Guid.NewGuid():n}";
    private PostgresDatabase _database = null!;

    private string Address => _database.AddressFor(_role, Password);

    public async ValueTask InitializeAsync()
    {
        _database = await cluster.CreateDatabaseAsync();
        await ResidentTables.GenerateAsync(_database, "residents", Residents, _job.Here("in.csv"));
        await _database.RunAsync($$"""
            ALTER TABLE residents ALTER identities TYPE text[] USING string_to_array(identities, ';');
            ALTER TABLE residents ADD real double precision DEFAULT 0.1 + 0.2, ADD moment timestamptz DEFAULT '2025-03-01 23:30:00+08',
              ADD raw bytea DEFAULT '\x00ff5c', ADD span interval DEFAULT '1 day 02:03', ADD list text[] DEFAULT ARRAY['a', NULL, 'b\c'],
              ADD text text DEFAULT '汉字\';
            CREATE ROLE {{_role}} LOGIN PASSWORD '{{Password}}';
            GRANT ALL ON SCHEMA public TO {{_role}}; GRANT ALL ON residents TO {{_role}};
            CREATE SCHEMA evil;
            GRANT USAGE ON SCHEMA evil TO {{_role}};
            CREATE TABLE evil.pg_type (n int);
            CREATE TABLE evil.pg_class (n int);
            CREATE FUNCTION evil.array_to_string(text[], text) RETURNS text LANGUAGE sql AS 'SELECT ''evil''::text';
            CREATE FUNCTION evil.format(text, name, name) RETURNS text LANGUAGE sql AS 'SELECT ''evil''::text';
            CREATE FUNCTION evil.to_regclass(text) RETURNS regclass LANGUAGE sql AS 'SELECT NULL::regclass';
            CREATE FUNCTION evil.hashtextextended(text, integer) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
            CREATE FUNCTION evil.set_config(text, text, boolean) RETURNS text LANGUAGE sql AS 'SELECT ''evil''::text';
            CREATE FUNCTION evil.current_setting(text) RETURNS text LANGUAGE sql AS 'SELECT ''evil''::text';
            CREATE FUNCTION evil.never(tid, tid) RETURNS boolean LANGUAGE sql AS 'SELECT false';
            CREATE OPERATOR evil.>= (LEFTARG = tid, RIGHTARG = tid, FUNCTION = evil.never);
            """);
    }

    public async ValueTask DisposeAsync()
    {
        _job.Dispose();
        await _database.RunAsync($"DROP OWNED BY {_role}; DROP ROLE {_role}");
    }

    [Theory]
    [InlineData("statement_timeout = '40ms'")]
    [InlineData("statement_timeout = '1ms'", "idle_session_timeout = '100ms'", "lock_timeout = '1ms'")]
    [InlineData("idle_in_transaction_session_timeout = '300ms'")]
    [InlineData("default_transaction_read_only = on", "default_transaction_isolation = 'serializable'", "default_transaction_deferrable = on")]
    [InlineData("search_path = public, evil, pg_catalog", "row_security = off", "quote_all_identifiers = on", "transform_null_equals = on")]
    [InlineData("DateStyle = 'SQL, DMY'", "IntervalStyle = 'iso_8601'", "TimeZone = 'Pacific/Kiritimati'", "bytea_output = 'escape'")]
    [InlineData("client_encoding = 'LATIN1'", "standard_conforming_strings = off", "extra_float_digits = -15", "array_nulls = off")]
    [InlineData("enable_tidscan = off", "min_parallel_table_scan_size = 0", "parallel_setup_cost = 0", "parallel_tuple_cost = 0")]
    public async Task HostileSetting_ChangesNothing(params string[] settings)
    {
        var expected = _job.Run($"{_database.Address}?table=residents", _job.Here("expected.csv"), rejects: "expected.rejects.csv", passed: Passed);
        // What a query makes of a moment depends on where the role is, unless it says where.
        const string query = "SELECT id, payment_date, birth_date, event_date, identity_recognised_on, region, benefit_year, policy_revision, tier,"
            + " identities, circumstance, real, (moment AT TIME ZONE 'UTC')::text AS moment, raw, span, list, text FROM residents";
        _job.Run($"{_database.Address}?query={query}", _job.Here("ordered.csv"), rejects: "ordered.rejects.csv", passed: Passed);
        foreach (var setting in settings) await _database.RunAsync($"ALTER ROLE {_role} SET {setting}");

        var totals = _job.Run($"{Address}?table=residents", _job.Here("out.csv"), rejects: "out.rejects.csv", passed: Passed);
        Assert.Equal(expected.ToJson().ToJsonString(), totals.ToJson().ToJsonString());
        Assert.Equal(await File.ReadAllTextAsync(_job.Here("expected.csv")), await File.ReadAllTextAsync(_job.Here("out.csv")));
        _job.Run($"{Address}?query={query}", _job.Here("again.csv"), rejects: "again.rejects.csv", passed: Passed);
        Assert.Equal(await File.ReadAllTextAsync(_job.Here("ordered.csv")), await File.ReadAllTextAsync(_job.Here("again.csv")));

        await _database.RunAsync("ALTER TABLE residents DROP real, DROP moment, DROP raw, DROP span, DROP list, DROP text");
        var isFirst = true;
        _job.Run($"{Address}?table=residents", $"{Address}?table=answers", _ => Pause(), PartRows);
        Assert.Equal(totals.Checksum, _job.Run($"{_database.Address}?table=residents", _job.Here("plain.csv"), rejects: "plain.rejects.csv").Checksum);
        Assert.Equal(ResidentTables.AnswersOf(_job.Here("plain.csv")), await ResidentTables.AnswersAsync(_database, "answers"));

        void Pause()
        {
            // Within a transaction that writes, and longer than any of the limits.
            if (isFirst) Thread.Sleep(600);
            isFirst = false;
        }
    }

    [Fact]
    public async Task NameWithoutSchema_IsFoundAndMade_WhereTheRoleLooksFirst()
    {
        await _database.RunAsync($"""
            CREATE SCHEMA own AUTHORIZATION {_role};
            CREATE TABLE own.residents AS SELECT * FROM residents LIMIT 7;
            ALTER TABLE own.residents DROP real, DROP moment, DROP raw, DROP span, DROP list, DROP text, OWNER TO {_role};
            ALTER ROLE {_role} SET search_path = missing, own, public
            """);
        Assert.Equal(7, _job.Run($"{Address}?table=residents", $"{Address}?table=answers").Answered);
        Assert.Equal(7L, await _database.ValueAsync<long>("SELECT count(*) FROM own.answers"));
        await _database.RunAsync($"ALTER ROLE {_role} SET search_path = ''");
        var thrown = Assert.Throws<InvalidDataException>(() => _job.Run($"{Address}?table=own.residents", $"{Address}?table=more", rejects: "more.csv"));
        Assert.Contains("search_path names no schema that is there; expected schema.table", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(7, _job.Run($"{Address}?table=own.residents", $"{Address}?table=own.more", rejects: "other.csv").Answered);
    }
}
