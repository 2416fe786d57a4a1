using Canbao.Recalculation.Inputs;

namespace Canbao.EndToEnd.Tests.Postgres;

/// <summary>A row of a table in which nothing stands is nobody's, as a line of a file: defaults make no resident of it.</summary>
[Collection(PostgresCollection.Name)]
public sealed class BlankTupleTests(PostgresCluster cluster) : IAsyncLifetime
{
    private static readonly ColumnMapping Defaults = ColumnMapping.None with
    {
        Defaults = new Dictionary<string, string>
        {
            ["region"] = "500230", ["benefit_year"] = "2025", ["payment_date"] = "2025-03-15", ["tier"] = "tier1",
        },
    };

    private readonly TableJob _job = new();
    private PostgresDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await cluster.CreateDatabaseAsync();

    public ValueTask DisposeAsync()
    {
        _job.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("id text, identities text", "('A', ''), (NULL, NULL), ('', ''), (' ', E'\\t'), (NULL, 'orphan'), (U&'\\3000', NULL)", 2, 4)]
    [InlineData("identities text", "(''), (NULL), ('orphan'), ('  ')", 1, 3)]
    [InlineData("id text, payment_date date", "('A', NULL), (NULL, NULL), (NULL, '2025-03-15')", 2, 1)]
    [InlineData("id int, payment_date date", "(1, NULL), (NULL, NULL)", 1, 1)]
    public async Task Rows_AreCounted(string columns, string rows, int residents, int blank)
    {
        await _database.RunAsync($"CREATE TABLE people({columns}); INSERT INTO people VALUES {rows}");
        var totals = _job.Run($"{_database.Address}?table=people", _job.Here("q.csv"), mapping: Defaults);
        Assert.Equal((residents, 0, blank), (totals.Answered, totals.Rejected, totals.Blank));
        Assert.Equal(residents + 1, (await File.ReadAllLinesAsync(_job.Here("q.csv"))).Length);
    }
}
