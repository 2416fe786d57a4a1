using System.Diagnostics;

namespace Canbao.LoadTests.Measuring;

/// <summary>Everything that is counted, at one moment, but the latencies.</summary>
/// <param name="ClientCpuSeconds">Of this program, and of the generator of load if that is another one.</param>
/// <param name="Server">Null if the service's process is not known, or gone.</param>
internal sealed record Reading(
    long Timestamp, long Quotes, long Faults, ProcessUse? Server, double ClientCpuSeconds, double MachineCpuSeconds)
{
    public static Reading Take(Meter meter, int? serverProcess) => new(
        Stopwatch.GetTimestamp(), meter.Quotes, meter.Faults.Count,
        serverProcess is { } process ? ProcessUse.Read(process) : null,
        Own().CpuSeconds + (meter.Generator is { } generator ? ProcessUse.Read(generator)?.CpuSeconds ?? 0 : 0),
        ProcessUse.MachineCpuSeconds(File.ReadAllText("/proc/stat")));

    public double SecondsSince(Reading earlier) => Stopwatch.GetElapsedTime(earlier.Timestamp, Timestamp).TotalSeconds;

    private static ProcessUse Own() =>
        ProcessUse.Read(Environment.ProcessId) ?? throw new PlatformNotSupportedException("load tests need the /proc of Linux");
}
