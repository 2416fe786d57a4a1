using HdrHistogram;

namespace Canbao.LoadTests.Measuring;

/// <summary>The histograms of HdrHistogram as this program uses them: of nanoseconds, and so fine that a value is within 0.1 % of the sample.</summary>
internal static class LatencyHistogram
{
    /// <summary>Some 18 minutes; what is longer counts as this long.</summary>
    public const long Longest = (1L << 40) - 1;

    private const int SignificantDigits = 3;

    public static HistogramBase New() => new LongHistogram(1, Longest, SignificantDigits);

    /// <summary>Counts what any thread records, and allocates nothing for it.</summary>
    public static Recorder NewRecorder() => new(1, Longest, SignificantDigits,
        (id, least, most, digits) => new LongConcurrentHistogram(id, least, most, digits));

    public static void Record(this IRecorder histogram, long nanoseconds) => histogram.RecordValue(Math.Clamp(nanoseconds, 0, Longest));

    /// <summary>The value that a share of the samples does not exceed; null without samples.</summary>
    public static double? PercentileMs(this HistogramBase histogram, double share) =>
        histogram.TotalCount == 0 ? null : histogram.GetValueAtPercentile(share * 100) / 1e6;
}
