using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace GrpcLite.Client.Retries;

/// <summary>What the retries of one channel share.</summary>
internal sealed class ChannelRetries
{
    private readonly Dictionary<(string? Service, string? Method), Lazy<RetrySettings?>> policies = [];

    /// <exception cref="InvalidOperationException">Two configurations have the same name, or the throttling is incomplete.</exception>
    internal ChannelRetries(ServiceConfig config, GrpcChannelOptions options)
    {
        Throttle = config.RetryThrottling is { } throttling ? new RetryThrottle(throttling) : null;
        Buffer = new RetryBuffer(options.MaxRetryBufferSize, options.MaxRetryBufferPerCallSize);
        foreach (var method in config.MethodConfigs)
        {
            Add(method, options.MaxRetryAttempts);
        }
    }

    internal RetryThrottle? Throttle { get; }

    internal RetryBuffer Buffer { get; }

    /// <summary>Null if calls of the method are not retried.</summary>
    /// <exception cref="InvalidOperationException">The policy of the method is incomplete or out of range.</exception>
    internal RetrySettings? Find(IMethod method)
    {
        if (policies.TryGetValue((method.ServiceName, method.Name), out var policy)
            || policies.TryGetValue((method.ServiceName, null), out policy)
            || policies.TryGetValue((null, null), out policy))
        {
            return policy.Value;
        }

        return null;
    }

    private void Add(MethodConfig config, int? attemptsLimit)
    {
        // Checked when first used, so that a channel can be made before its configuration is complete.
        var policy = new Lazy<RetrySettings?>(
            () => config.RetryPolicy is { } given ? RetrySettings.Of(given, attemptsLimit) : null,
            LazyThreadSafetyMode.PublicationOnly);
        foreach (var name in config.Names)
        {
            if (!policies.TryAdd((name.Service, name.Method), policy))
            {
                throw new InvalidOperationException($"Two method configurations are for service '{name.Service}', method '{name.Method}'.");
            }
        }
    }
}
