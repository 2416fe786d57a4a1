using Canbao.Engine;
using Canbao.Policies;
using Canbao.Recalculation;
using Canbao.Recalculation.Answers;
using Canbao.Tests.Cli;

namespace Canbao.Tests.Recalculation;

/// <summary>What a run remembers is bounded: a reached bound costs speed, and neither the run nor a byte of what it writes.</summary>
public sealed class MemoryTests : IDisposable
{
    // Beside what a run has at the least, this leaves a megabyte or two for all that it remembers.
    private const int Narrow = 122, Ample = 500, Residents = 20_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-memory-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("answers", 2)]
    [InlineData("answers", 1)]
    [InlineData("differences", 2)]
    public void Bounds_ChangeNoByte(string output, int threads)
    {
        var text = NewPeople.Csv(Residents);
        var baseline = output == "differences" ? TestPolicies.Fengdu2025 : null;
        var (narrow, ample) = (Run(Narrow), Run(Ample));
        Assert.Equal(ample.Quotes, narrow.Quotes);
        Assert.Equal(ample.Rejects, narrow.Rejects);
        Assert.Equal(ample.Totals.ToJson().ToJsonString(), narrow.Totals.ToJson().ToJsonString());
        Assert.InRange(narrow.Rejected, 100, Residents / 2);

        Recalculated Run(int megabytes) => Recalculated.Of(TestPolicies.Book, text,
            o => o with { Megabytes = megabytes, Threads = threads, Baseline = baseline, PartRows = 7_000 });
    }

    /// <summary>Twice as many residents must not need more; the limit is the process's, so nothing is left out of the account.</summary>
    [Theory]
    [InlineData("--part-rows 50000", 200)]
    [InlineData("--id-column id --report report.html", 200)]
    [InlineData("--baseline 140405/2024", 300)]
    public async Task NewPeopleOnly_FitIntoLittleMemory(string options, int megabytes)
    {
        var input = Path.Combine(_folder, "in.csv");
        await File.WriteAllBytesAsync(input, NewPeople.Csv(100_000));
        options = options.Replace("report.html", Path.Combine(_folder, "report.html"), StringComparison.Ordinal);
        using var process = ProgramRun.Start(
            $"recalculate --in {input} --out {Path.Combine(_folder, "out.csv")} --memory {megabytes} --threads 2 {options}");
        var (said, shown) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        var (peak, _) = ProgramRun.CostOf(process);
        await shown;
        Assert.True(process.ExitCode == 3, await said);
        Assert.InRange(peak >> 20, 50, megabytes + 10);
    }

    /// <summary>Rows and lines are let go of when their bytes are reached, and no resident is forgotten with them.</summary>
    [Fact]
    public void Rows_AreLetGoOf_WhenTheirBytesAreReached()
    {
        const int MostBytes = 50_000, Rounds = 40;
        var maker = new AnswerRowMaker(new CsvFormat(QuoteRow.Of(QuoteRow.AllColumns.Select(c => c.Name).ToList()), passesColumns: false),
            TestPolicies.Book, MostBytes);
        var (tiers, totals, forgotten) = (new TierNumbers(), new PartTotals(), 0);
        var plan = new Plan(TestPolicies.Fengdu2025, new Profile { Tier = "tier1" });
        for (var round = 0; round < Rounds; round++)
        {
            if (maker.IsTimeToForget(tiers)) forgotten++;
            Assert.InRange(maker.Bytes, 0, MostBytes);
            for (var day = 0; day < 10; day++) maker.Of(plan.AnswerOn(new DateOnly(2025, 1, 1).AddDays(10 * round % 300 + day))).Line!.Add(tiers.Of("tier1"));
        }
        maker.TakeCounts(totals, tiers);
        Assert.InRange(forgotten, 2, Rounds / 2);
        Assert.Equal(10 * Rounds, totals.Sheet.Total().Residents);
    }

    /// <summary>However many threads there are, the shares of all come to no more than the whole.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(64)]
    public void Shares_AreNoMoreThanTheWhole(int threads)
    {
        var memory = new MemoryBudget(300 + 10 * Math.Max(0, threads - 4), threads);
        Assert.InRange(memory.Plans + memory.Profiles + threads * memory.RowsOfThread, memory.Heap / 3, memory.Heap);
        Assert.True(memory.BlockBytes >= 1 << 16, "a row of the longest kind must fit into a block");
        Assert.True(memory.ProfilesOfThread is >= 1024 and <= 1 << 15, "tables of a fixed size per thread");
    }
}
