using System.Diagnostics;
using Canbao.V1;

namespace Canbao.Tests.Cli;

/// <summary>The program as a person calls it: in a process of its own.</summary>
public class ProgramTests
{
    private const string Resident = "quote --region 500230 --year 2025 --date 2025-03-15 --tier tier1 --identity subsistence_allowance";

    [Fact]
    public void Quote_IsReadableInATerminal()
    {
        var run = Run(Resident);
        Assert.Equal(0, run.ExitCode);
        foreach (var part in (string[])["丰都县", "低保对象 subsistence_allowance", "个人应缴 fee", "40 元", "2025-06-13", "9398.5 元", "counting-of-days", "资助的资金来源"])
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_ShowsClausesCandidatesAndReadings()
    {
        var run = Run($"{Resident} --identity severe_disability --explain");
        foreach (var part in (string[])["设置90日待遇等待期", "另一身份的资助更高", "start_day_not_counted", "2025-06-14", "五（二）"])
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_IsTheContractsMessage()
    {
        var quote = Quote.Parser.ParseJson(Run($"{Resident} --json").Output);
        Assert.Equal(4_000, quote.FeeFen);
        Assert.Equal(36_000, Explanation.Parser.ParseJson(Run($"{Resident} --json --explain").Output).Candidates.Single().AmountFen);
    }

    [Theory]
    [InlineData("quote --region 500230 --year 2025 --date 2025-02-30 --tier tier1", 2, "--date")]
    [InlineData("quote --region 500230 --year 2025 --date 2025-03-15 --tier tier7", 2, "tier1, tier2")]
    [InlineData("quote --region 990000 --year 2025 --date 2025-03-15 --tier tier1", 2, "there are policies for")]
    [InlineData("quote --region 500230 --year 2025 --date 2025-03-15 --tier tier1 --circumstance moon", 2, "newborn")]
    [InlineData("quote --region 500230 --year 2025 --date 2025-03-15 --tier tier1 --policies /nowhere", 1, "identities.yaml")]
    [InlineData("serve --listen 0.0.0.0:0", 2, "no encryption")]
    [InlineData("serve --listen nonsense", 2, "nonsense")]
    [InlineData("demo --residents 0", 2, "--residents")]
    public void Rejects_WithASentenceAndAnExitCode(string arguments, int exitCode, string part)
    {
        var run = Run(arguments);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("quote")]
    [InlineData("serve")]
    public void Help_HasAnExample(string command) =>
        Assert.Contains($"canbao {command} --", Run($"{command} --help").Output, StringComparison.Ordinal);

    [Fact]
    public void Demo_AddsUpAndIsReproducible()
    {
        var first = Run("demo --residents 100000 --seed 4");
        var second = Run("demo --residents 100000 --seed 4");
        Assert.Equal(0, first.ExitCode);
        Assert.Contains("100,000 residents quoted", first.Output, StringComparison.Ordinal);
        Assert.Equal(Checksum(first.Output), Checksum(second.Output));
        Assert.Equal($"checksum sha256:{Interpreted.Checksum(seed: 4, residents: 100_000)}", Checksum(first.Output));
        Assert.NotEqual(Checksum(first.Output), Checksum(Run("demo --residents 30000 --seed 5").Output));
        Assert.Equal(3, first.Output.Split('\n').Count(line => line.StartsWith("    ", StringComparison.Ordinal)
            && line.Contains("应缴", StringComparison.Ordinal)));
    }

    /// <summary>The README shows what the program prints; only times and memory differ from run to run.</summary>
    [Theory]
    [InlineData("demo", 1)]
    [InlineData("quote --region 500230 --year 2025 --date 2025-03-15 --tier tier1 --identity subsistence_allowance", 0)]
    public void Readme_ShowsTheRealOutput(string arguments, int measuredLines)
    {
        var readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));
        var shown = readme.Split($"$ ./canbao {arguments}\n")[1].Split("\n```")[0];
        Assert.Equal(shown.Split('\n')[measuredLines..], Run(arguments).Output.TrimEnd('\n').Split('\n')[measuredLines..]);
    }

    private static string Checksum(string output) => output.Split('\n').Single(line => line.StartsWith("checksum ", StringComparison.Ordinal));

    private static (int ExitCode, string Output, string Error) Run(string arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Split(' ').Prepend(Path.Combine(AppContext.BaseDirectory, "canbao.dll"))) start.ArgumentList.Add(argument);
        start.Environment["CANBAO_POLICIES"] = TestPolicies.Folder;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
