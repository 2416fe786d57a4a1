using System.Globalization;

namespace Canbao.LoadTests.Load;

/// <summary>A line of the log that h2load writes with --log-file: the HTTP status of a call, and how long it took.</summary>
/// <param name="Status">-1 if there was no answer.</param>
internal readonly record struct H2LoadRow(int Status, long Nanoseconds)
{
    public bool IsAnswered => Status == 200;

    /// <summary>Null if the line is none of them. h2load says that later versions may have further columns.</summary>
    public static H2LoadRow? Read(string line)
    {
        var columns = line.Split('\t');
        return columns.Length >= 3 && int.TryParse(columns[1], CultureInfo.InvariantCulture, out var status)
            && long.TryParse(columns[2], NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            ? new H2LoadRow(status, microseconds * 1_000) : null;
    }
}
