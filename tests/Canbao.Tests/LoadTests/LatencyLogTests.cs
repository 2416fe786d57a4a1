using System.Text;
using Canbao.LoadTests;
using Canbao.LoadTests.Measuring;
using HdrHistogram;

namespace Canbao.Tests.LoadTests;

/// <summary>The log of a measurement, read back with the library's reader.</summary>
public sealed class LatencyLogTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Log_HasEveryLatencyOfTheRound()
    {
        var meter = new Meter();
        using var end = new CancellationTokenSource();
        using var log = new LatencyLog(_file);
        var load = Task.Run(() => Load(meter, end.Token), end.Token);
        var sampler = new Sampler(meter, null, (calls, batches) =>
        {
            log.Append("moon.calls", calls);
            log.Append("moon.batches", batches);
        });
        var before = DateTime.UtcNow;
        await sampler.RunAsync(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(100), load, default);
        end.Cancel();
        await load;
        meter.AddCall(77_000_000_000);
        var round = sampler.Result()!.Whole;
        var read = Read();
        AssertSame(round.Calls, [.. read.Where(piece => piece.Tag == "moon.calls")]);
        AssertSame(round.Batches, [.. read.Where(piece => piece.Tag == "moon.batches")]);
        // Three slices, and what came after them.
        Assert.Equal(4, read.Count(piece => piece.Tag == "moon.calls"));
        Assert.Equal(77_000, round.Calls.PercentileMs(1)!.Value, 77.0);
        Assert.All(read, piece => Assert.InRange(At(piece.StartTimeStamp), before.AddSeconds(-1), At(piece.EndTimeStamp)));
    }

    /// <summary>Its tools are written in other languages too: a byte for a character, and nothing before the first.</summary>
    [Fact]
    public void Log_IsPlainText()
    {
        using (var log = new LatencyLog(_file))
        {
            var piece = LatencyHistogram.New();
            log.Append("moon.batches", piece);
            piece.Record(1_500_000);
            (piece.StartTimeStamp, piece.EndTimeStamp) = (1_700_000_000_000, 1_700_000_000_500);
            log.Append("moon.calls", piece);
        }
        var lines = File.ReadAllText(_file, Encoding.ASCII).Split('\n');
        Assert.Equal("#[Histogram log format version 1.3]", lines[0]);
        Assert.StartsWith("#[StartTime: ", lines[1], StringComparison.Ordinal);
        Assert.Matches("^Tag=moon.calls,1700000000.000,0.500,1.50[0-9],[A-Za-z0-9+/=]+$", lines[3]);
        Assert.Equal([""], lines[4..]);
    }

    [Fact]
    public void Rejects_AFileThatCannotBeWritten()
    {
        var problem = Assert.Throws<UsageException>(() => new LatencyLog("/nowhere/latencies.hlog"));
        Assert.StartsWith("--hdr: ", problem.Message, StringComparison.Ordinal);
    }

    private static void Load(Meter meter, CancellationToken end)
    {
        for (var i = 1; !end.IsCancellationRequested; i++)
        {
            meter.AddCall(i);
            if (i % 3 == 0) meter.AddBatch(10, i * 1_000L);
        }
    }

    private HistogramBase[] Read()
    {
        using var file = File.OpenRead(_file);
        using var reader = new HistogramLogReader(file);
        return [.. reader.ReadHistograms()];
    }

    private static void AssertSame(HistogramBase whole, HistogramBase[] pieces)
    {
        var sum = LatencyHistogram.New();
        foreach (var piece in pieces) sum.Add(piece);
        Assert.True(whole.TotalCount > 100);
        Assert.Equal(whole.RecordedValues().Select(value => (value.ValueIteratedTo, value.CountAddedInThisIterationStep)),
            sum.RecordedValues().Select(value => (value.ValueIteratedTo, value.CountAddedInThisIterationStep)));
    }

    private static DateTime At(long milliseconds) => DateTime.UnixEpoch.AddMilliseconds(milliseconds);
}
