using Canbao.EndToEnd.Tests.Interop;

namespace Canbao.EndToEnd.Tests.Peers;

/// <summary>benchmarks/recalculation at a small size: SQL that others wrote gives the answers of whole runs.</summary>
[Collection(LongCollection.Name)]
public class RecalculationBenchmarkTests
{
    [Theory]
    [InlineData("files", "DuckDB")]
    [InlineData("tables", "INSERT ... SELECT")]
    public async Task Sql_GivesTheSameAnswers(string comparison, string peer)
    {
        var result = await RunAsync("--only", comparison, "--residents", "20000");
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        Assert.EndsWith("\nall answers agree\n", result.Output, StringComparison.Ordinal);
        var rows = result.Output.Split('\n').Select(line => line.Split(" | ", StringSplitOptions.TrimEntries)).Where(row => row.Length == 6).Skip(1).ToList();
        Assert.Equal(["| canbao", "| " + peer], rows.Select(row => row[0]));
        Assert.All(rows, row => Assert.Matches("[0-9a-f]{16}", row[^1]));
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), "canbao-recalculation-*"));
    }

    [Fact]
    public async Task WrongOption_IsRefused()
    {
        var result = await RunAsync("--residents", "0");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("expected 1 to 1000000000", result.Errors, StringComparison.Ordinal);
    }

    private static Task<Child.Result> RunAsync(params string[] arguments)
    {
        var command = Child.Command(Path.Combine(RepositoryFolder.Root, "benchmarks", "recalculation", "compare.py"), arguments);
        command.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        return Child.RunAsync(command, timeoutSeconds: 120);
    }
}
