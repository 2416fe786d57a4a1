using Canbao.Cli.Generation;
using Canbao.Cli.Recalculation;

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

    private string Here(string name) => Path.Combine(_folder, name);

    private RecalculationRun Run(string? report, bool findDuplicates)
    {
        var run = new RecalculationRun(TestPolicies.Book, new RecalculationOptions
        {
            Input = Here("in.csv"), Output = Here("out.csv"), Name = Here("out.csv"), Rejects = Here("rejects.csv"), Sheets = Here("sheets"),
            Undetermined = Here("undetermined.csv"), Report = report is null ? null : Here(report), FindDuplicates = findDuplicates, Threads = 2,
        });
        run.Run(_ => { }, CancellationToken.None);
        return run;
    }
}
