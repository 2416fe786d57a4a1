namespace Grpc.Net.Client.Configuration;

/// <summary>
/// A failed attempt takes one token, a successful call gives back <see cref="TokenRatio"/>. There are no retries while
/// at most half of the tokens are left.
/// </summary>
public sealed class RetryThrottlingPolicy
{
    /// <summary>Required, and more than 0.</summary>
    public int? MaxTokens { get; set; }

    /// <summary>Required, and more than 0. Counts to three decimal places.</summary>
    public double? TokenRatio { get; set; }
}
