using System.Collections.Frozen;
using Grpc.Core;
using Grpc.Net.Client.Configuration;

namespace GrpcLite.Client.Retries;

/// <summary>A retry policy that has been checked.</summary>
internal sealed record RetrySettings(
    int MaxAttempts, TimeSpan InitialBackoff, TimeSpan MaxBackoff, double BackoffMultiplier, FrozenSet<StatusCode> Codes)
{
    /// <exception cref="InvalidOperationException">The policy is incomplete or out of range.</exception>
    internal static RetrySettings Of(RetryPolicy policy, int? attemptsLimit)
    {
        Require(policy.MaxAttempts > 1, nameof(policy.MaxAttempts), policy.MaxAttempts, "more than 1");
        Require(policy.InitialBackoff > TimeSpan.Zero, nameof(policy.InitialBackoff), policy.InitialBackoff, "more than zero");
        Require(policy.MaxBackoff > TimeSpan.Zero, nameof(policy.MaxBackoff), policy.MaxBackoff, "more than zero");
        Require(policy.BackoffMultiplier > 0, nameof(policy.BackoffMultiplier), policy.BackoffMultiplier, "more than 0");
        Require(policy.RetryableStatusCodes.Count > 0, nameof(policy.RetryableStatusCodes), "empty", "at least one status code");
        return new RetrySettings(
            Math.Min(policy.MaxAttempts!.Value, attemptsLimit ?? int.MaxValue),
            policy.InitialBackoff!.Value,
            policy.MaxBackoff!.Value,
            policy.BackoffMultiplier!.Value,
            policy.RetryableStatusCodes.ToFrozenSet());
    }

    private static void Require(bool holds, string name, object? value, string allowed)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"{name} of a retry policy is {value ?? "missing"}; it must be {allowed}.");
        }
    }
}
