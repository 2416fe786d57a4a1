using System.Globalization;

namespace Canbao.Tests.Cli;

/// <summary>What takes the program seconds: proofs of all policies, and many residents.</summary>
public class LongProgramTests
{
    // Proves all policies, and says the same each time.
    private static readonly Lazy<(int ExitCode, string Output, string Error)> PoliciesCheck = new(() => Run("policies check"));

    [Fact]
    public void PoliciesCheck_TellsAllProblemsWithTheirPlaces()
    {
        var good = PoliciesCheck.Value;
        Assert.Equal(0, good.ExitCode);
        Assert.Matches(@"500230/2025@1 .* \d{3} cases; proved at \d{3},\d{3} points", good.Output);
        Assert.EndsWith(" points; 0 problems\n", good.Output, StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory("canbao-check-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "500230"));
            File.Copy(Path.Combine(TestPolicies.Folder, "identities.yaml"), Path.Combine(folder, "identities.yaml"));
            File.WriteAllText(Path.Combine(folder, "500230", "2025.yaml"), TestPolicies.Fengdu2025.Document
                .Replace("amount: 18797", "amount: 18798", StringComparison.Ordinal).Replace("take: highest_amount", "take: lowest", StringComparison.Ordinal));
            var run = Run($"policies check --policies {folder}");
            Assert.Equal(1, run.ExitCode);
            Assert.Matches(@"500230/2025\.yaml:\d+:\d+ \S+: take: 'lowest' is not allowed; expected highest_amount, unspecified", run.Output);
            Assert.EndsWith("0 policies: 0 values, 0 citations, 0 worked cases, 0 points; 1 problem\n", run.Output, StringComparison.Ordinal);
            Directory.Delete(Path.Combine(folder, "500230"), recursive: true);
            Assert.Equal(1, Run($"policies check --policies {folder}").ExitCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A million residents, from file to file: the demo's checksum as README shows it, in less than 300 MB.</summary>
    [Fact]
    public void Recalculate_HasTheDemosChecksumInLittleMemory()
    {
        var folder = Directory.CreateTempSubdirectory("canbao-recalculate-").FullName;
        try
        {
            var (residents, quotes) = (Path.Combine(folder, "residents.csv"), Path.Combine(folder, "quotes.csv"));
            Assert.Equal(0, Run($"generate -o {residents}").ExitCode);
            var run = Run($"recalculate --in {residents} --out {quotes}");
            Assert.Equal(0, run.ExitCode);
            Assert.Contains("1,000,000 answered, 0 rejected", run.Output, StringComparison.Ordinal);
            var readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));
            Assert.Contains(Checksum(run.Output), readme, StringComparison.Ordinal);
            var memory = int.Parse(run.Output.Split("memory at most ")[1].Split(' ')[0], CultureInfo.InvariantCulture);
            Assert.InRange(memory, 1, 299);
            Assert.Equal(["quotes.csv", "quotes.csv.job.json", "quotes.csv.rejects.csv", "quotes.csv.undetermined.csv", "residents.csv"],
                Directory.GetFiles(folder).Select(Path.GetFileName).Order());
            Assert.Equal(1_000_001, File.ReadLines(quotes).Count());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Demo_AddsUpAndIsReproducible()
    {
        var first = Run("demo --residents 30000 --seed 4");
        var second = Run("demo --residents 30000 --seed 4");
        Assert.Equal(0, first.ExitCode);
        Assert.Contains("30,000 residents quoted", first.Output, StringComparison.Ordinal);
        Assert.Equal(Checksum(first.Output), Checksum(second.Output));
        Assert.Equal($"checksum sha256:{Interpreted.Checksum(seed: 4, residents: 30_000)}", Checksum(first.Output));
        Assert.NotEqual(Checksum(first.Output), Checksum(Run("demo --residents 10000 --seed 5").Output));
        Assert.Equal(3, first.Output.Split('\n').Count(line => line.StartsWith("    ", StringComparison.Ordinal)
            && line.Contains("应缴", StringComparison.Ordinal)));
    }

    /// <summary>The README shows what the program prints; only times and memory differ from run to run.</summary>
    [Theory]
    [InlineData("demo", 1)]
    [InlineData("quote --region 500230 --year 2025 --date 2025-03-15 --tier tier1 --identity subsistence_allowance", 0)]
    [InlineData("calendar --region 140405 --year 2025 --tier standard --circumstance newborn --birth-date 2024-12-20", 0)]
    [InlineData("policies check", 0)]
    public void Readme_ShowsTheRealOutput(string arguments, int measuredLines)
    {
        var readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));
        var shown = readme.Split($"$ ./canbao {arguments}\n")[1].Split("\n```")[0];
        var run = arguments == "policies check" ? PoliciesCheck.Value : Run(arguments);
        Assert.Equal(shown.Split('\n')[measuredLines..], run.Output.TrimEnd('\n').Split('\n')[measuredLines..]);
    }

    private static string Checksum(string output) => output.Split('\n').Single(line => line.StartsWith("checksum ", StringComparison.Ordinal));

    private static (int ExitCode, string Output, string Error) Run(string arguments) => ProgramRun.Of(arguments);
}
