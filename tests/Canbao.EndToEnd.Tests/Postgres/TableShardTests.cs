using Canbao.Recalculation.Blocks;

namespace Canbao.EndToEnd.Tests.Postgres;

/// <summary>Shards of a table are ranges of its pages: together they are the run of the whole.</summary>
[Collection(PostgresCollection.Name)]
public sealed class TableShardTests(PostgresCluster cluster) : IAsyncLifetime
{
    private const int Residents = 6_000, Shards = 3;

    private readonly TableJob _job = new();
    private PostgresDatabase _database = null!;

    private string Input => $"{_database.Address}?table=residents";

    public async ValueTask InitializeAsync()
    {
        _database = await cluster.CreateDatabaseAsync();
        await ResidentTables.GenerateAsync(_database, "residents", Residents, _job.Here("in.csv"));
        _job.Run(Input, _job.Here("whole.csv"), rejects: "whole.rejects.csv");
    }

    public ValueTask DisposeAsync()
    {
        _job.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void IntoFiles_TheyAreTheWholeFile()
    {
        var bytes = new List<byte>();
        for (var i = 1; i <= Shards; i++)
        {
            var shard = new Shard(i, Shards);
            Assert.InRange(_job.Run(Input, _job.Here("q.csv"), shard: shard).Answered, 1, Residents - 1);
            bytes.AddRange(File.ReadAllBytes(_job.Here("q.csv") + shard.Suffix));
        }
        Assert.Equal(File.ReadAllBytes(_job.Here("whole.csv")), bytes);
    }

    [Fact]
    public async Task IntoOneTable_EveryResidentIsThereOnce_ThoughAShardRunsTwice()
    {
        foreach (var i in new[] { 2, 1, 2, 3 }) _job.Run(Input, $"{_database.Address}?table=answers", shard: new Shard(i, Shards));
        Assert.Equal(ResidentTables.AnswersOf(_job.Here("whole.csv")), await ResidentTables.AnswersAsync(_database, "answers"));
    }

    [Fact]
    public void AQuery_IsNotDivided() =>
        Assert.Contains("cannot be divided", Assert.Throws<InvalidDataException>(() =>
            _job.Run($"{_database.Address}?query=SELECT * FROM residents", _job.Here("q.csv"), shard: new Shard(1, 2))).Message, StringComparison.Ordinal);
}
