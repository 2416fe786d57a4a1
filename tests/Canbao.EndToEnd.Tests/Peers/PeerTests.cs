using System.Diagnostics;
using Canbao.EndToEnd.Tests.Interop;

namespace Canbao.EndToEnd.Tests.Peers;

/// <summary>
/// benchmarks/peers at a small size. Each peer implements the notice on its own, so their agreement is a test of the engine as well.
/// </summary>
[Collection(LongCollection.Name)]
public class PeerTests
{
    private const string Small = "2000";

    private static readonly string[] ExpectedRows =
        ["canbao", "numpy", "duckdb", "postgres", "zen", "canbao", "numpy", "duckdb", "canbao", "duckdb"];

    [Fact]
    public async Task EveryPeer_GivesTheEnginesAnswers_AndLeavesNothingBehind()
    {
        var before = Remains();
        var result = await RunAsync(Path.Combine(RepositoryFolder.Root, "benchmarks", "peers", "run"));
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        Assert.EndsWith("all answers agree\n", result.Output, StringComparison.Ordinal);
        var rows = Rows(result.Output);
        Assert.Equal(ExpectedRows, rows.Select(row => row[1]));
        Assert.All(rows, row => Assert.Equal("2,000", row[2]));
        Assert.Matches("^[0-9a-f]{16}$", Assert.Single(rows.Select(row => row[^2]).Distinct()));
        Assert.Equal(before, Remains());
    }

    /// <summary>One amount, one day, one place: what one resident in a hundred, or in a thousand, would notice.</summary>
    [Theory]
    [InlineData("numpy", "fengdu.py", "{\"tier1\": 15, ", "{\"tier1\": 16, ")]
    [InlineData("duckdb", "sql/columns.sql", "SELECT resident, ", "SELECT 2001 - resident, ")]
    [InlineData("postgres", "sql/terms.sql", "ELSE day + 90", "ELSE day + 91")]
    [InlineData("zen", "zen_rules.mjs", "['', '', 'true', '', '', '', '', '', \"'newborn'\"],", "")]
    public async Task WrongAnswer_FailsTheRun_AndTheFirstResidentIsShown(string peer, string file, string text, string wrong)
    {
        using var tree = new PeerTree();
        tree.Damage(file, text, wrong);
        var result = await RunAsync(tree.Script, "--only", peer);
        Assert.True(result.ExitCode == 1, result.Output + result.Errors);
        Assert.DoesNotContain("all answers agree", result.Output, StringComparison.Ordinal);
        Assert.Contains($"{peer}, columns: the checksum is ", result.Errors, StringComparison.Ordinal);
        var lines = result.Errors.Split('\n').Select(line => line.Trim()).SkipWhile(line => !line.StartsWith("the first resident", StringComparison.Ordinal))
            .Take(4).ToList();
        var resident = int.Parse(lines[0].Split(": R")[1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.StartsWith($"ours   {resident},", lines[2], StringComparison.Ordinal);
        Assert.StartsWith($"theirs {resident},", lines[3], StringComparison.Ordinal);
        Assert.NotEqual(lines[2]["ours   ".Length..], lines[3]["theirs ".Length..]);
    }

    [Fact]
    public async Task PeerThatBreaks_IsNamed()
    {
        using var tree = new PeerTree();
        tree.Damage("fengdu.py", "YEAR_END = datetime.date(2025, 12, 31)", "YEAR_END = datetime.date(2025, 12, 32)");
        var result = await RunAsync(tree.Script, "--only", "numpy");
        Assert.True(result.ExitCode == 2, result.Output + result.Errors);
        Assert.Contains("benchmarks/peers: numpy ended", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--only", "sqlite", "sqlite")]
    [InlineData("--residents", "0", "expected 1 to 1000000000")]
    public async Task WrongOption_IsRefused(string option, string value, string said)
    {
        var result = await RunAsync(Path.Combine(RepositoryFolder.Root, "benchmarks", "peers", "compare.py"), option, value);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(said, result.Errors, StringComparison.Ordinal);
    }

    private static Task<Child.Result> RunAsync(string script, params string[] arguments)
    {
        var command = Child.Command(script, ["--residents", Small, "--rounds", "1", "--seconds", "0", .. arguments]);
        command.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        return Child.RunAsync(command, timeoutSeconds: 180);
    }

    /// <summary>The fields of the rows about somebody.</summary>
    private static List<string[]> Rows(string report) =>
        [.. report.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(row => row.Length > 4 && row[^2].Length == 16)];

    /// <summary>Folders of comparisons and of PostgreSQL, and the servers that run in one.</summary>
    private static List<string> Remains() =>
    [
        .. Directory.GetDirectories(Path.GetTempPath(), "canbao-peer*").Order(),
        .. Process.GetProcessesByName("postgres").Select(CommandLine).Where(line => line.Contains("canbao-peer", StringComparison.Ordinal)).Order(),
    ];

    private static string CommandLine(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline");
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return "";
        }
    }
}
