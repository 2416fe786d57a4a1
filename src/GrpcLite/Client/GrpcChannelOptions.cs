using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Grpc.Net.Compression;
using GrpcLite.Compression;

namespace Grpc.Net.Client;

/// <summary>Options of a channel.</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>By default insecure for <c>http</c> addresses and TLS for <c>https</c>.</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>In bytes; null for no limit, which is the default.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>In bytes, also after decompression; null for no limit. The default is 4 MiB.</summary>
    public int? MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>How calls are retried; null, the default, for no retries.</summary>
    public ServiceConfig? ServiceConfig { get; set; }

    /// <summary>Caps the attempts that a retry policy asks for; null for no cap. The default is 5.</summary>
    public int? MaxRetryAttempts { get; set; } = 5;

    /// <summary>In bytes, of all requests that the channel keeps for retries; null for no limit. The default is 16 MiB.</summary>
    public long? MaxRetryBufferSize { get; set; } = 16 * 1024 * 1024;

    /// <summary>In bytes. A larger request is sent once only; null for no limit. The default is 1 MiB.</summary>
    public long? MaxRetryBufferPerCallSize { get; set; } = 1024 * 1024;

    /// <summary>By default gzip and deflate.</summary>
    public IList<ICompressionProvider>? CompressionProviders { get; set; } = CompressionSet.Defaults();

    /// <summary>Sends the requests. Not together with <see cref="HttpHandler"/>.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>By default a <see cref="SocketsHttpHandler"/> of the channel's own.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Whether the channel disposes the client or handler that it was given.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>Whether a cancelled call throws <see cref="OperationCanceledException"/> instead of <see cref="RpcException"/>.</summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }

    /// <summary>Whether call credentials are sent without TLS too.</summary>
    public bool UnsafeUseInsecureChannelCallCredentials { get; set; }
}
