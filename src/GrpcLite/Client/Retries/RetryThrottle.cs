using Grpc.Net.Client.Configuration;

namespace GrpcLite.Client.Retries;

/// <summary>The tokens of a channel. A server in trouble must not get its load multiplied by retries.</summary>
internal sealed class RetryThrottle
{
    private readonly Lock gate = new();
    private readonly double maxTokens;
    private readonly double tokenRatio;
    private double tokens;

    /// <exception cref="InvalidOperationException">The policy is incomplete or out of range.</exception>
    internal RetryThrottle(RetryThrottlingPolicy policy)
    {
        if (!(policy.MaxTokens > 0) || !(policy.TokenRatio > 0))
        {
            throw new InvalidOperationException(
                $"MaxTokens ({policy.MaxTokens}) and TokenRatio ({policy.TokenRatio}) of retry throttling must be more than 0.");
        }

        tokens = maxTokens = policy.MaxTokens.Value;
        tokenRatio = Math.Truncate(policy.TokenRatio.Value * 1000) / 1000;
    }

    internal bool StopsRetries
    {
        get
        {
            lock (gate)
            {
                return tokens <= maxTokens / 2;
            }
        }
    }

    internal void CountSuccess()
    {
        lock (gate)
        {
            tokens = Math.Min(tokens + tokenRatio, maxTokens);
        }
    }

    internal void CountFailure()
    {
        lock (gate)
        {
            tokens = Math.Max(tokens - 1, 0);
        }
    }
}
