namespace Grpc.Net.Client.Configuration;

/// <summary>The configuration of the methods that it names.</summary>
public sealed class MethodConfig
{
    /// <summary>The most specific name wins: of a method, then of its service, then <see cref="MethodName.Default"/>.</summary>
    public IList<MethodName> Names { get; } = [];

    /// <summary>Null for no retries.</summary>
    public RetryPolicy? RetryPolicy { get; set; }
}
