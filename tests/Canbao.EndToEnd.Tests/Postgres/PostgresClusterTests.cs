namespace Canbao.EndToEnd.Tests.Postgres;

/// <summary>What the other tests of a database stand on.</summary>
public class PostgresClusterTests
{
    [Fact]
    public async Task Cluster_KeepsItsDataOverALossOfPower_AndGoesWithTheTest()
    {
        var cluster = new PostgresCluster();
        try
        {
            await cluster.InitializeAsync();
            var database = await cluster.CreateDatabaseAsync();
            await database.RunAsync("CREATE TABLE kept AS SELECT 42 AS value");
            await cluster.StopAsync("QUIT");
            await Assert.ThrowsAsync<Npgsql.NpgsqlException>(() => database.RunAsync("SELECT 1"));
            await cluster.StartAsync();
            Assert.Equal(42, await database.ValueAsync<int>("SELECT value FROM kept"));
        }
        finally
        {
            await cluster.DisposeAsync();
        }
        Assert.False(Directory.Exists(cluster.Folder));
    }
}
