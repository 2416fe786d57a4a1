namespace Canbao.Benchmarks.Transport;

/// <summary>One row of the table.</summary>
/// <param name="Bytes">On the way with one call or message, both directions together.</param>
/// <param name="Floor">The row that it is compared with.</param>
/// <param name="Run">Works for the time of a round; gives the time of every call or message, microseconds.</param>
internal sealed record Scenario(string Name, int Bytes, int Floor, Func<Task<List<double>>> Run)
{
    public List<Sample> Samples { get; } = [];
}

/// <summary>What a round of a scenario cost the server.</summary>
/// <param name="Cpu">Microseconds of CPU per call or message.</param>
/// <param name="Allocated">Bytes per call or message.</param>
/// <param name="P50">Microseconds.</param>
/// <param name="P99">Microseconds.</param>
internal sealed record Sample(int Count, double Cpu, double Allocated, double P50, double P99, double Seconds);
