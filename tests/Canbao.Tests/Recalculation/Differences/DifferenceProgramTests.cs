using System.Text.Json.Nodes;
using Canbao.Tests.Cli;

namespace Canbao.Tests.Recalculation.Differences;

/// <summary>A difference run as it is asked for, and what it says.</summary>
public sealed class DifferenceProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-baseline-").FullName;

    public DifferenceProgramTests() => File.WriteAllText(Path.Combine(_folder, "in.csv"),
        "id,region,benefit_year,payment_date,tier\nA,140405,2025,20241101,standard\nB,500230,2025,20241101,tier1\nC,140405,2025,20240815,standard\n");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Output_EndsWithTheProof()
    {
        var text = Run("140405/2024");
        Assert.Equal(0, text.ExitCode);
        Assert.Contains("1 unchanged, 1 changed, 1 not compared (other region) = 3", text.Output, StringComparison.Ordinal);
        Assert.Contains("baseline 140405/2024@1", text.Output, StringComparison.Ordinal);
        var totals = JsonNode.Parse(Run("140405/2024", "--json").Output)!["totals"]!["differences"]!;
        Assert.Equal((1, 1, 1), ((int)totals["unchanged"]!, (int)totals["changed"]!, (int)totals["not_compared"]!));
        Assert.Equal(3_000 + 2_000, (int)totals["funding_total"]!["difference_fen"]!);
    }

    [Theory]
    [InlineData("140405/2023", "never.csv", "--baseline: benefit_year: region 140405 has no policy for 2023")]
    [InlineData("140405", "never.csv", "--baseline: '140405' does not name a policy")]
    [InlineData("140405/2024", "never.csv --server http://127.0.0.1:1", "--baseline: both answers are made in process")]
    [InlineData("140405/2024", "postgres://nobody@127.0.0.1:1/none?table=quotes", "--baseline: what changes goes into a CSV file")]
    public void Rejects_WhatCannotBeCompared(string baseline, string output, string says)
    {
        var run = CanbaoProgram.Run(TestPolicies.Folder, $"recalculate --in {_folder}/in.csv --out {output} --baseline {baseline}");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    private (int ExitCode, string Output, string Error) Run(string baseline, string more = "--restart") =>
        CanbaoProgram.Run(TestPolicies.Folder, $"recalculate --in {_folder}/in.csv --out {_folder}/out.csv --baseline {baseline} {more}");
}
