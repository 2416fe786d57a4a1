using System.Text.Json.Nodes;
using Canbao.Generation;
using Canbao.Recalculation;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Merging;

namespace Canbao.Tests.Recalculation;

/// <summary>A job that is asked for again is not done again; what was not asked for the first time is added where it can be.</summary>
public sealed class FinishedJobTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-finished-").FullName;

    public FinishedJobTests()
    {
        using var file = File.Create(Here("in.csv"));
        ResidentFile.Write(file, new ResidentGenerator(TestPolicies.Book.Policies, seed: 3), 500, _ => { }, default);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TheSameJobAgain_IsFound_AndGetsItsReport()
    {
        var first = Run(report: null, findDuplicates: false);
        var written = File.GetLastWriteTimeUtc(Here("out.csv"));
        var again = Run("report.html", findDuplicates: false);
        Assert.Equal((false, true), (first.WasFinished, again.WasFinished));
        Assert.Equal(written, File.GetLastWriteTimeUtc(Here("out.csv")));
        Assert.Contains("500", File.ReadAllText(Here("report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void AReportWithIds_NeedsThem()
    {
        Run(report: null, findDuplicates: true);
        Assert.Contains("--restart", Assert.Throws<InvalidDataException>(() => Run("report.html", findDuplicates: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOutputThatIsGone_IsMadeAgain()
    {
        Run(report: null, findDuplicates: false);
        var bytes = File.ReadAllBytes(Here("out.csv"));
        File.Delete(Here("out.csv"));
        Assert.False(Run(report: null, findDuplicates: false).WasFinished);
        Assert.Equal(bytes, File.ReadAllBytes(Here("out.csv")));
    }

    [Fact]
    public void WhatKilledRunsLeave_GoesWithTheNextRun()
    {
        Run("report.html", findDuplicates: true);
        var written = Left();
        string[] leftovers = ["sheets/by_fund.csv.0123abcd.partial", $"sheets/duplicates-{Guid.NewGuid():N}.tmp", "report.html.0123abcd.partial",
            "out.csv.work/job.json.0123"];
        var job = JsonNode.Parse(File.ReadAllText(Here("out.csv.job.json")))!["checkpoint"]!["job"]!.ToString()[..8];
        leftovers = [.. leftovers, $"out.csv.{job}.0123abcd.partial", $"rejects.csv.{job}.0123abcd.partial", $"out.csv.{job}.ids"];
        Directory.CreateDirectory(Here("out.csv.work"));
        foreach (var name in leftovers) File.WriteAllText(Here(name), "");
        Assert.True(Run("report.html", findDuplicates: true).WasFinished);
        Assert.Equal(written, Left());
    }

    [Fact]
    public void MergeThatWasBrokenOffWhileItRemoved_IsDone()
    {
        for (var i = 1; i <= 2; i++) Run(report: null, findDuplicates: false, new Shard(i, 2));
        Assert.Null(MergeRun.DoneBefore(Here("out.csv")));
        var end = new MergeRun(Here("out.csv")).Run(_ => { }, default);
        Assert.Null(MergeRun.DoneBefore(Here("out.csv")));
        File.Delete(Here("out.csv.shard-1-of-2"));
        Assert.Equal(end.Totals.Checksum.ToString(), MergeRun.DoneBefore(Here("out.csv"))?.Totals.Checksum.ToString());
        MergeRun.RemoveShards(Here("out.csv"));
        Assert.Equal(["in.csv", "out.csv", "out.csv.job.json", "rejects.csv", "undetermined.csv"], Left());
    }

    private string[] Left() => [.. Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(_folder, file)).Order(StringComparer.Ordinal)];

    private string Here(string name) => Path.Combine(_folder, name);

    private RecalculationRun Run(string? report, bool findDuplicates, Shard? shard = null)
    {
        var options = new RecalculationOptions
        {
            Input = Here("in.csv"), Output = Here("out.csv"), Name = Here("out.csv"), Rejects = Here("rejects.csv"), Sheets = Here("sheets"),
            Undetermined = Here("undetermined.csv"), Report = report is null ? null : Here(report), FindDuplicates = findDuplicates, Threads = 2,
        };
        var run = new RecalculationRun(TestPolicies.Book, shard is null ? options : options.For(shard));
        run.Run(_ => { }, CancellationToken.None);
        return run;
    }
}
