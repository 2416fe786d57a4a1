using System.Globalization;
using Canbao.Recalculation.Parts;

namespace Canbao.Tests.Recalculation.Parts;

/// <summary>
/// Several runs of one job at once, some of them killed, go on in every order of their steps that is tried here: in the end there are the
/// files of one run, and nothing else. CANBAO_RACES says how many random orders; CONTRIBUTING.md has the command.
/// </summary>
public sealed class RaceTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-races-").FullName;
    private readonly List<SteppedRun> _runs = [];

    public void Dispose()
    {
        EndAll();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>One run stands still at one of its steps while another begins and comes to its end; then it goes on, or was killed there.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void AnotherRun_AtEachStep_LeavesOneResult(bool isShard, bool isKilled)
    {
        var steps = Start(isShard).GoOn();
        Check(isShard, "alone");
        for (var at = 1; at < steps; at++)
        {
            Clear();
            var first = Start(isShard);
            first.GoOn(at);
            Start(isShard).GoOn();
            if (!isKilled) first.GoOn();
            Check(isShard, $"after step {at} of {steps}");
        }
        output.WriteLine($"{steps} steps");
    }

    /// <summary>Two runs take turns of random length with a third that begins late; now and then one is killed for good.</summary>
    [Fact]
    public void RandomOrders_LeaveOneResult()
    {
        var orders = int.Parse(Environment.GetEnvironmentVariable("CANBAO_RACES") ?? "150", NumberStyles.None, CultureInfo.InvariantCulture);
        for (var seed = 0; seed < orders; seed++)
        {
            Clear();
            var isShard = seed % 2 == 0;
            if (TakeTurns(new Random(seed), isShard)) Start(isShard).GoOn();
            Check(isShard, $"in the order of seed {seed}");
        }
    }

    /// <summary>What runs of another job have left goes when it is thrown away.</summary>
    [Fact]
    public void Restart_RemovesWhatAnotherJobHasLeft()
    {
        Start(isShard: true).GoOn(12);
        Assert.NotEmpty(Left());
        var output = Path.Combine(_folder, "q.csv");
        var files = new SideFiles(new Dictionary<string, string>
        {
            [SideFiles.Rejects] = output + ".rejects", [SideFiles.Undetermined] = output + ".undetermined",
        });
        var folder = new JobFolder(output, new JobIdentity([]));
        new Job(folder, new FileOutput(output, folder, null!, []), files, ids: null).Remove();
        Assert.Empty(Left());
    }

    /// <summary>Whether one was killed.</summary>
    private bool TakeTurns(Random random, bool isShard)
    {
        var (alive, isKilled, late) = (new List<SteppedRun> { Start(isShard), Start(isShard) }, false, random.Next(1, 60));
        for (var turn = 0; alive.Count > 0; turn++)
        {
            if (turn == late) alive.Add(Start(isShard));
            var run = alive[random.Next(alive.Count)];
            run.GoOn(random.Next(1, random.Next(2, 12)));
            var kill = random.Next(100) == 0;
            isKilled |= kill && !run.HasEnded;
            if (kill || run.HasEnded) alive.Remove(run);
        }
        return isKilled;
    }

    private SteppedRun Start(bool isShard)
    {
        var run = new SteppedRun(Path.Combine(_folder, "q.csv"), isShard);
        _runs.Add(run);
        return run;
    }

    /// <summary>A shard leaves its ids, for those who put the shards together.</summary>
    private void Check(bool isShard, string when)
    {
        var left = Left().Where(name => !isShard || !name.EndsWith(".ids", StringComparison.Ordinal));
        Assert.True(left.SequenceEqual(["q.csv", "q.csv.job.json", "q.csv.rejects", "q.csv.undetermined"]), $"{when}: {string.Join(", ", left)}");
        foreach (var name in (string[])["q.csv", "q.csv.rejects", "q.csv.undetermined"])
            Assert.True(File.ReadAllText(Path.Combine(_folder, name)) == SteppedRun.Whole, $"{when}: {name}");
    }

    private IEnumerable<string> Left() =>
        Directory.EnumerateFileSystemEntries(_folder).Select(entry => Path.GetFileName(entry)!).Order(StringComparer.Ordinal);

    private void Clear()
    {
        EndAll();
        Directory.Delete(_folder, recursive: true);
        Directory.CreateDirectory(_folder);
    }

    private void EndAll()
    {
        _runs.ForEach(run => run.Dispose());
        _runs.Clear();
    }
}
