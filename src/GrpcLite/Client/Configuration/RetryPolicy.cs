using Grpc.Core;

namespace Grpc.Net.Client.Configuration;

/// <summary>
/// When a failed unary call is sent again, by gRFC A6. All properties are required; a call with an incomplete policy
/// throws <see cref="InvalidOperationException"/>. Streams are not retried: once a message has been answered, only the
/// application knows where to go on.
/// </summary>
public sealed class RetryPolicy
{
    /// <summary>With the first; more than 1, and capped by <see cref="GrpcChannelOptions.MaxRetryAttempts"/>.</summary>
    public int? MaxAttempts { get; set; }

    /// <summary>The bound of the random wait before the second attempt.</summary>
    public TimeSpan? InitialBackoff { get; set; }

    /// <summary>The bound of all waits.</summary>
    public TimeSpan? MaxBackoff { get; set; }

    /// <summary>What the bound grows by after each attempt.</summary>
    public double? BackoffMultiplier { get; set; }

    /// <summary>At least one.</summary>
    public IList<StatusCode> RetryableStatusCodes { get; } = [];
}
