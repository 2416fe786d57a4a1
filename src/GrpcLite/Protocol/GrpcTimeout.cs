using System.Globalization;

namespace GrpcLite.Protocol;

/// <summary>Reads and writes <c>grpc-timeout</c>: a positive number of at most eight digits, and a unit.</summary>
internal static class GrpcTimeout
{
    private const int MaxDigits = 8;
    private const long MaxValue = 99_999_999;

    /// <summary>The longest time a timer of the platform can run, about 24 days. A longer timeout is cut to it.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

    internal static bool TryParse(string? header, out TimeSpan timeout)
    {
        timeout = default;
        if (header is null || header.Length is < 2 or > MaxDigits + 1)
        {
            return false;
        }

        var digits = header.AsSpan(0, header.Length - 1);
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            || value == 0
            || TicksOf(header[^1], value) is not { } ticks)
        {
            return false;
        }

        timeout = TimeSpan.FromTicks(Math.Min(ticks, Longest.Ticks));
        return true;
    }

    /// <summary>The smallest unit in which the timeout has at most eight digits, rounded up.</summary>
    internal static string Format(TimeSpan timeout)
    {
        var ticks = Math.Max(1, Math.Min(timeout.Ticks, Longest.Ticks));
        return In(ticks, 10, 'u') ?? In(ticks, TimeSpan.TicksPerMillisecond, 'm') ?? In(ticks, TimeSpan.TicksPerSecond, 'S')!;
    }

    private static string? In(long ticks, long ticksPerUnit, char unit)
    {
        var value = ((ticks - 1) / ticksPerUnit) + 1;
        return value <= MaxValue ? string.Create(CultureInfo.InvariantCulture, $"{value}{unit}") : null;
    }

    private static long? TicksOf(char unit, long value) => unit switch
    {
        'H' => value * TimeSpan.TicksPerHour,
        'M' => value * TimeSpan.TicksPerMinute,
        'S' => value * TimeSpan.TicksPerSecond,
        'm' => value * TimeSpan.TicksPerMillisecond,
        'u' => value * 10,
        'n' => (value + 99) / 100,
        _ => null,
    };
}
