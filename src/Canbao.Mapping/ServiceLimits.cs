using Canbao.Api;

namespace Canbao.Mapping;

/// <summary>What one caller may ask for at once.</summary>
public sealed record ServiceLimits
{
    /// <summary>Bytes of a request that is not a batch, also unpacked: a resident needs less than a thousand.</summary>
    public const int MaxRequestBytes = 64 << 10;

    /// <summary>Residents in one batch: fewer than a column keeps, so that one with too many is never taken for whole.</summary>
    public int MaxResidents
    {
        get;
        init => field = value is > 0 and < NumberColumn.MaxKept
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"MaxResidents: expected 1 to {NumberColumn.MaxKept - 1}");
    } = 65_536;

    /// <summary>Bytes of one batch. A larger message ends its call.</summary>
    public int MaxBatchBytes { get; init; } = 8 << 20;

    /// <summary>Bytes of one reply: what an ordinary client accepts.</summary>
    public int MaxReplyBytes { get; init; } = 4 << 20;

    /// <summary>Batch streams at once; one more is refused.</summary>
    public int MaxStreams { get; init; } = 256;

    /// <summary>Unary calls at once; one more is refused.</summary>
    public int MaxCalls { get; init; } = 4_096;
}
