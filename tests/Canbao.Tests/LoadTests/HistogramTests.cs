using Canbao.LoadTests.Measuring;
using FsCheck;
using FsCheck.Fluent;

namespace Canbao.Tests.LoadTests;

/// <summary>Percentiles of the histogram beside those of the sorted samples.</summary>
public class HistogramTests
{
    private static readonly double[] Shares = [0, 0.001, 0.1, 0.5, 0.9, 0.99, 0.999, 1];

    /// <summary>From nanoseconds to a quarter of an hour, every size as likely.</summary>
    private static readonly Arbitrary<long[]> Samples = Arb.From(Gen.NonEmptyListOf(
        from bits in Gen.Choose(0, 39)
        from fraction in Gen.Choose(0, int.MaxValue)
        select (1L << bits) + (long)((1L << bits) * (fraction / (double)int.MaxValue)) - 1).Select(samples => samples.ToArray()));

    [Fact]
    public void Percentiles_AreThoseOfTheSamples() => Prop.ForAll(Samples, samples =>
    {
        var histogram = Of(samples);
        Array.Sort(samples);
        Assert.Equal(samples.Length, histogram.Count);
        foreach (var share in Shares)
        {
            var exact = samples[Math.Max(1, (int)Math.Ceiling(share * samples.Length)) - 1];
            Assert.InRange(histogram.Percentile(share)!.Value, exact * 0.995, Math.Max(exact * 1.005, exact));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sums_AndDifferences_AreThoseOfTheSamples() => Prop.ForAll(Samples, Samples, (first, second) =>
    {
        var histogram = Of(first);
        var before = histogram.Copy();
        foreach (var sample in second) histogram.Record(sample);
        AssertSame(Of(second), histogram.Since(before));
        AssertSame(Of(first), before);
        before.Add(Of(second));
        AssertSame(histogram, before);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Extremes_HaveAPlace()
    {
        var histogram = Of([-5, 0, long.MaxValue]);
        Assert.Equal(3, histogram.Count);
        Assert.Equal(0, histogram.Percentile(0.5));
        Assert.InRange(histogram.Percentile(1)!.Value, Histogram.Longest * 0.995, Histogram.Longest);
    }

    [Fact]
    public void Nothing_HasNoPercentile() => Assert.Null(new Histogram().Percentile(0.5));

    [Fact]
    public void Recording_AllocatesNothing()
    {
        var histogram = new Histogram();
        histogram.Record(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0L; i < 100_000; i++) histogram.Record(i * i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Recording_FromManyThreads_LosesNothing()
    {
        var histogram = new Histogram();
        Parallel.For(0, 8, _ =>
        {
            for (var i = 0; i < 50_000; i++) histogram.Record(1_000);
        });
        Assert.Equal(400_000, histogram.Count);
    }

    private static Histogram Of(IEnumerable<long> samples)
    {
        var histogram = new Histogram();
        foreach (var sample in samples) histogram.Record(sample);
        return histogram;
    }

    private static void AssertSame(Histogram expected, Histogram actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(Shares, share => Assert.Equal(expected.Percentile(share), actual.Percentile(share)));
    }
}
