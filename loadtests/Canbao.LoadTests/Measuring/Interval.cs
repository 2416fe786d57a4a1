using HdrHistogram;

namespace Canbao.LoadTests.Measuring;

/// <summary>What happened between two readings.</summary>
/// <param name="End">Seconds since the measurement began.</param>
/// <param name="ServerCpu">Seconds of CPU; null if the service's process is not known.</param>
/// <param name="OtherCpu">Of everything that is neither the service nor the client: other processes, and what the hypervisor took.</param>
/// <param name="ServerRssMb">At the end.</param>
internal sealed record Interval(
    double End, double Seconds, long Quotes, HistogramBase Calls, HistogramBase Batches, double? ServerCpu, double ClientCpu, double OtherCpu,
    double? ServerRssMb)
{
    public static Interval Between(Reading first, Reading last, Reading origin, HistogramBase calls, HistogramBase batches)
    {
        var server = last.Server?.CpuSeconds - first.Server?.CpuSeconds;
        var client = last.ClientCpuSeconds - first.ClientCpuSeconds;
        var other = last.MachineCpuSeconds - first.MachineCpuSeconds - client - (server ?? 0);
        return new Interval(last.SecondsSince(origin), last.SecondsSince(first), last.Quotes - first.Quotes, calls, batches,
            server, client, Math.Max(0, other), last.Server?.RssBytes / (double)(1 << 20));
    }

    public double QuotesPerSecond => Quotes / Seconds;
}
