using Grpc.Core;
using Grpc.Net.Client;

namespace Canbao.Api.Client;

/// <summary>A channel to one address that knows in a few words what is there.</summary>
internal sealed class ServiceChannel : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly FirstBytes _heard = new();

    /// <param name="uri">The address.</param>
    /// <param name="configure">May set another handler; then less is known of what is there.</param>
    public ServiceChannel(Uri uri, Action<Uri, GrpcChannelOptions>? configure = null)
    {
        var options = new GrpcChannelOptions
        {
            // A peer that has gone without a word is found by pings; one that is not there is not waited for.
            HttpHandler = new SocketsHttpHandler
            {
                ConnectTimeout = TimeSpan.FromSeconds(5), KeepAlivePingDelay = TimeSpan.FromSeconds(10), KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
                PlaintextStreamFilter = (context, _) => new(new HeardStream(context.PlaintextStream, _heard)),
            },
            DisposeHttpClient = true,
        };
        configure?.Invoke(uri, options);
        if (options.HttpHandler is { } handler) options.HttpHandler = new GrpcOnly(handler);
        _channel = GrpcChannel.ForAddress(uri, options);
    }

    public CallInvoker Invoker => _channel.CreateCallInvoker();

    /// <summary>What the first bytes of the connection told, in words that go on after the address; null if nothing that matters.</summary>
    public string? Heard => _heard.Words;

    /// <summary>What a call that failed tells of the address, in words that go on after its name.</summary>
    public string Describe(Exception e) => Failure.Describe(e, Heard);

    public void Dispose() => _channel.Dispose();

    /// <summary>
    /// Ends calls that no gRPC service answers as those that have no connection. The stack makes a status of the HTTP status instead, which
    /// could as well be the service's: UNIMPLEMENTED of 404.
    /// </summary>
    private sealed class GrpcOnly(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
        {
            var response = await base.SendAsync(request, stop).ConfigureAwait(false);
            if (NoGrpcServiceException.For(response) is not { } wrong) return response;
            response.Dispose();
            throw wrong;
        }
    }
}
