namespace Grpc.Net.Client.Configuration;

/// <summary>What a channel knows about the services it calls.</summary>
public sealed class ServiceConfig
{
    /// <summary>Each name may appear once in all of them.</summary>
    public IList<MethodConfig> MethodConfigs { get; } = [];

    /// <summary>Stops retries while too many calls of the channel fail; null for none.</summary>
    public RetryThrottlingPolicy? RetryThrottling { get; set; }
}
