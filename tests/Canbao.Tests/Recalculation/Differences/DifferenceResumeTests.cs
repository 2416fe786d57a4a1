using Canbao.Generation;
using Canbao.Policies.Model;
using Canbao.Recalculation;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Merging;

namespace Canbao.Tests.Recalculation.Differences;

/// <summary>A difference run that is stopped goes on as if it had not been; one with another baseline does not take its work.</summary>
public sealed class DifferenceResumeTests : IDisposable
{
    private const int Residents = 40_000;

    private static readonly Policy Of2024 = TestPolicies.Named("140405/2024@1"), Of2025 = TestPolicies.Named("140405/2025@1");

    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-differences-").FullName;

    public DifferenceResumeTests()
    {
        using var file = File.Create(Path.Combine(_folder, "in.csv"));
        ResidentFile.Write(file, new ResidentGenerator(TestPolicies.Book.Policies, seed: 8), Residents, _ => { }, default);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void StoppedRun_GoesOn()
    {
        var whole = Run("whole", Of2024, stopAt: long.MaxValue);
        Assert.Throws<OperationCanceledException>(() => Run("parts", Of2024, stopAt: 15_000));
        Assert.False(File.Exists(Path.Combine(_folder, "parts.csv")));
        var before = 0L;
        var resumed = Run("parts", Of2024, stopAt: long.MaxValue, run => before = run.RowsBefore);
        Assert.InRange(before, 1, Residents - 1);
        Assert.Equal(whole.ToJson().ToJsonString(), resumed.ToJson().ToJsonString());
        Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "whole.csv")), File.ReadAllBytes(Path.Combine(_folder, "parts.csv")));
        Assert.Equal(Residents, resumed.Differences.Residents);
    }

    [Fact]
    public void OtherBaseline_IsAnotherJob()
    {
        Assert.Throws<OperationCanceledException>(() => Run("out", Of2024, stopAt: 15_000));
        var refused = Assert.Throws<InvalidDataException>(() => Run("out", Of2025, stopAt: long.MaxValue));
        Assert.Contains("baseline was \"140405/2024@1 ", refused.Message, StringComparison.Ordinal);
        refused = Assert.Throws<InvalidDataException>(() => Run("out", null, stopAt: long.MaxValue));
        Assert.Contains("and is nothing", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shards_ComeToTheWhole()
    {
        var whole = Run("whole", Of2024, stopAt: long.MaxValue);
        for (var i = 1; i <= 3; i++)
        {
            var shard = OptionsOf("shards", Of2024).For(new Shard(i, 3));
            new RecalculationRun(TestPolicies.Book, shard).Run(_ => { }, CancellationToken.None);
        }
        var merged = new MergeRun(Path.Combine(_folder, "shards.csv")).Run(_ => { }, CancellationToken.None).Totals;
        Assert.Equal(whole.ToJson().ToJsonString(), merged.ToJson().ToJsonString());
        Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "whole.csv")), File.ReadAllBytes(Path.Combine(_folder, "shards.csv")));
    }

    private PartTotals Run(string name, Policy? baseline, long stopAt, Action<RecalculationRun>? look = null)
    {
        using var stop = new CancellationTokenSource();
        var run = new RecalculationRun(TestPolicies.Book, OptionsOf(name, baseline));
        var totals = run.Run(progress =>
        {
            if (progress.Rows >= stopAt) stop.Cancel();
        }, stop.Token).Totals;
        look?.Invoke(run);
        return totals;
    }

    private RecalculationOptions OptionsOf(string name, Policy? baseline) => new()
    {
        Input = Path.Combine(_folder, "in.csv"), Output = Path.Combine(_folder, $"{name}.csv"), Name = Path.Combine(_folder, $"{name}.csv"),
        Rejects = Path.Combine(_folder, $"{name}.rejects.csv"), Undetermined = Path.Combine(_folder, $"{name}.undetermined.csv"),
        Sheets = Path.Combine(_folder, $"{name}.sheets"), Baseline = baseline, PartRows = 5_000, Threads = 2,
    };
}
