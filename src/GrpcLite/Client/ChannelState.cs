using Grpc.Core;
using Grpc.Net.Client;
using GrpcLite.Client.Retries;
using GrpcLite.Compression;
using GrpcLite.Framing;

namespace GrpcLite.Client;

/// <summary>What the calls of one channel share.</summary>
internal sealed class ChannelState : IDisposable
{
    private readonly HttpMessageInvoker invoker;
    private readonly bool ownsInvoker;
    private readonly CallCredentials? callCredentials;
    private readonly bool sendsCredentials;
    private readonly CancellationTokenSource shutdown = new();

    internal ChannelState(Uri address, GrpcChannelOptions options)
    {
        Address = address;
        var secure = IsSecure(address);
        if (options.Credentials is { } credentials && credentials.IsSecure != secure)
        {
            throw new InvalidOperationException($"The credentials of the channel do not fit the scheme of {address}.");
        }

        callCredentials = options.Credentials?.CallCredentials;
        sendsCredentials = secure || options.UnsafeUseInsecureChannelCallCredentials;
        Compressions = new CompressionSet(options.CompressionProviders ?? CompressionSet.Defaults());
        MaxSendMessageSize = options.MaxSendMessageSize;
        MaxReceiveMessageSize = options.MaxReceiveMessageSize;
        ThrowsOperationCanceled = options.ThrowOperationCanceledOnCancellation;
        Retries = options.ServiceConfig is { } config ? new ChannelRetries(config, options) : null;
        invoker = InvokerOf(options);
        ownsInvoker = options.DisposeHttpClient || (options.HttpClient is null && options.HttpHandler is null);
    }

    internal Uri Address { get; }

    internal CompressionSet Compressions { get; }

    internal int? MaxSendMessageSize { get; }

    internal int? MaxReceiveMessageSize { get; }

    internal bool ThrowsOperationCanceled { get; }

    /// <summary>Null for a channel without a service configuration.</summary>
    internal ChannelRetries? Retries { get; }

    internal CancellationToken Shutdown => shutdown.Token;

    /// <exception cref="ObjectDisposedException">The channel has been disposed.</exception>
    internal void RequireOpen() => ObjectDisposedException.ThrowIf(Shutdown.IsCancellationRequested, typeof(GrpcChannel));

    /// <summary>The credentials that a call carries; none without TLS unless the options say so.</summary>
    internal IEnumerable<CallCredentials> CredentialsOf(in CallOptions options) =>
        sendsCredentials && (callCredentials ?? options.Credentials) is not null
            ? new[] { options.Credentials, callCredentials }.OfType<CallCredentials>()
            : [];

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        // A client that is given to the channel would else read the whole response first.
        invoker is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : invoker.SendAsync(request, cancellationToken);

    internal SendSettings SendSettings(Metadata? headers)
    {
        var encoding = headers?.GetValue(Protocol.HeaderNames.EncodingRequest);
        return Compressions.TryGet(encoding, out var provider)
            ? new SendSettings(MaxSendMessageSize, provider, null)
            : throw new InvalidOperationException($"No compression provider is named '{encoding}'.");
    }

    public void Dispose()
    {
        shutdown.Cancel();
        if (ownsInvoker)
        {
            invoker.Dispose();
        }
    }

    private static bool IsSecure(Uri address) => address.Scheme switch
    {
        "http" => false,
        "https" => true,
        _ => throw new ArgumentException($"The address {address} is neither http nor https.", nameof(address)),
    };

    private static HttpMessageInvoker InvokerOf(GrpcChannelOptions options)
    {
        if (options.HttpClient is not null && options.HttpHandler is not null)
        {
            throw new ArgumentException("HttpClient and HttpHandler cannot both be set.", nameof(options));
        }

        return options.HttpClient
            ?? new HttpMessageInvoker(
                options.HttpHandler ?? new SocketsHttpHandler { EnableMultipleHttp2Connections = true, UseCookies = false },
                disposeHandler: options.HttpHandler is null || options.DisposeHttpClient);
    }
}
