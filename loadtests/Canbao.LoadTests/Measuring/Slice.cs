namespace Canbao.LoadTests.Measuring;

/// <summary>A short time of a measurement, for the curves over time: small, because there may be many.</summary>
/// <param name="End">Seconds since the measurement began.</param>
/// <param name="ServerCores">CPU seconds per second.</param>
internal sealed record Slice(
    double End, double QuotesPerSecond, double? CallP50Ms, double? CallP99Ms, double? BatchP50Ms, double? BatchP99Ms, double? ServerCores,
    double ClientCores, double OtherCores, double? ServerRssMb)
{
    public static Slice Of(Interval interval) => new(
        interval.End, interval.QuotesPerSecond, interval.Calls.PercentileMs(0.5), interval.Calls.PercentileMs(0.99), interval.Batches.PercentileMs(0.5),
        interval.Batches.PercentileMs(0.99), interval.ServerCpu / interval.Seconds, interval.ClientCpu / interval.Seconds,
        interval.OtherCpu / interval.Seconds, interval.ServerRssMb);
}
