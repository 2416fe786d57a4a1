using Canbao.LoadTests.Measuring;
using FsCheck;
using FsCheck.Fluent;

namespace Canbao.Tests.LoadTests;

/// <summary>What the load tests make of a latency, compared with the sorted samples.</summary>
public class LatencyTests
{
    private static readonly double[] Shares = [0, 0.001, 0.1, 0.5, 0.9, 0.99, 0.999, 1];

    /// <summary>From nanoseconds to a quarter of an hour, every size as likely.</summary>
    private static readonly Arbitrary<long[]> Samples = Arb.From(Gen.NonEmptyListOf(
        from bits in Gen.Choose(0, 39)
        from fraction in Gen.Choose(0, int.MaxValue)
        select (1L << bits) + (long)((1L << bits) * (fraction / (double)int.MaxValue)) - 1).Select(samples => samples.ToArray()));

    [Fact]
    public void Percentiles_AreWithinATenthOfAPercentOfTheSamples() => Prop.ForAll(Samples, samples =>
    {
        var histogram = LatencyHistogram.New();
        foreach (var sample in samples) histogram.Record(sample);
        var sorted = samples.Order().ToArray();
        Assert.All(Shares, share =>
        {
            var sample = sorted[Math.Max(1, (int)((share * sorted.Length) + 0.5)) - 1];
            Assert.InRange(Math.Round(histogram.PercentileMs(share)!.Value * 1e6), sample, sample * 1.001);
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Extremes_HaveAPlace()
    {
        var histogram = LatencyHistogram.New();
        foreach (var sample in (long[])[-5, 0, long.MaxValue]) histogram.Record(sample);
        Assert.Equal(3, histogram.TotalCount);
        Assert.Equal(0, histogram.PercentileMs(0.5));
        Assert.InRange(histogram.PercentileMs(1)!.Value * 1e6, LatencyHistogram.Longest * 0.999, LatencyHistogram.Longest);
    }

    [Fact]
    public void Nothing_HasNoPercentile() => Assert.Null(LatencyHistogram.New().PercentileMs(0.5));

    [Fact]
    public void Recording_AllocatesNothing()
    {
        var counter = new LatencyCounter();
        counter.Record(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0L; i < 100_000; i++) counter.Record(i * i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Each latency is in one piece and in the whole, whenever somebody looks.</summary>
    [Fact]
    public async Task Pieces_FromManyThreads_LoseNothing()
    {
        const int Threads = 8, Each = 20_000;
        var counter = new LatencyCounter();
        counter.Record(7);
        counter.Restart();
        var recording = Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++) counter.Record(1_000 + thread);
        })));
        var pieces = 0L;
        for (; !recording.IsCompleted; await Task.Delay(1)) pieces += counter.Look().TotalCount;
        await recording;
        pieces += counter.Look().TotalCount;
        Assert.Equal(Threads * Each, pieces);
        Assert.Equal(Threads * Each, counter.Whole.TotalCount);
        Assert.All(Enumerable.Range(0, Threads), thread => Assert.Equal(Each, counter.Whole.GetCountAtValue(1_000 + thread)));
    }
}
