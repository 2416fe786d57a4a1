using System.Globalization;
using System.Runtime.InteropServices;

namespace Canbao.LoadTests.Reporting;

/// <summary>What the figures were measured on.</summary>
/// <param name="LoadAverage">Processes that ran or wanted to in the minute before; 0 on a machine that did nothing else.</param>
internal sealed record Machine(string Processor, int Cores, string Runtime, double LoadAverage)
{
    public static Machine Read() => new(
        ProcessorIn(File.ReadAllText("/proc/cpuinfo")), Environment.ProcessorCount, RuntimeInformation.FrameworkDescription,
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture));

    /// <summary>Its name from the text of /proc/cpuinfo; not every architecture tells one.</summary>
    internal static string ProcessorIn(string cpuInfo) => cpuInfo.Split('\n').FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
        ?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
}
