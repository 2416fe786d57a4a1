using System.Globalization;

namespace Canbao.LoadTests.Measuring;

/// <summary>What a process has used, as Linux counts it in /proc.</summary>
/// <param name="CpuSeconds">User and system time of all threads since its start; counted in hundredths.</param>
/// <param name="RssBytes">Memory that it holds now.</param>
internal readonly record struct ProcessUse(double CpuSeconds, long RssBytes)
{
    // USER_HZ: 100 in every Linux ABI that .NET runs on, whatever the kernel's own clock.
    private const double TicksPerSecond = 100;

    /// <summary>Null if there is no such process, or no longer.</summary>
    public static ProcessUse? Read(int process)
    {
        try
        {
            return Of(File.ReadAllText($"/proc/{process}/stat"), File.ReadAllText($"/proc/{process}/status"));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>From the text of the files stat and status.</summary>
    public static ProcessUse Of(string stat, string status)
    {
        // The name of the program, in parentheses, may hold spaces and parentheses; user and system time are the 12th and 13th after it.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        // A process that has just ended has no such line.
        var rss = status.Split('\n').FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal), "VmRSS: 0 kB");
        var kilobytes = Number(rss.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1]);
        return new ProcessUse((Number(fields[11]) + Number(fields[12])) / TicksPerSecond, kilobytes * 1024);
    }

    /// <summary>Seconds of CPU that all processes together have used since the machine's start, from the text of /proc/stat.</summary>
    public static double MachineCpuSeconds(string stat)
    {
        var line = stat[..stat.IndexOf('\n')].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // user nice system idle iowait irq softirq steal
        int[] busy = [1, 2, 3, 6, 7, 8];
        return busy.Sum(field => Number(line[field])) / TicksPerSecond;
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
