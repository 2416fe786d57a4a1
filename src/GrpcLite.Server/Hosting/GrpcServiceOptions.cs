using System.IO.Compression;
using Grpc.Net.Compression;
using GrpcLite.Compression;

namespace Grpc.AspNetCore.Server;

/// <summary>Options of all services, or through <see cref="GrpcServiceOptions{TService}"/> of one.</summary>
public class GrpcServiceOptions
{
    internal const int DefaultMaxReceiveMessageSize = 4 * 1024 * 1024;

    /// <summary>In bytes; null for no limit, which is the default.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>In bytes, also after decompression; null for no limit. The default is 4 MiB.</summary>
    public int? MaxReceiveMessageSize { get; set; } = DefaultMaxReceiveMessageSize;

    /// <summary>Whether the message of an unexpected exception is sent to the caller.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>Whether a call of an unknown service is left to the rest of the application.</summary>
    public bool? IgnoreUnknownServices { get; set; }

    /// <summary>The encoding of responses when the caller accepts it; null for none.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    public CompressionLevel? ResponseCompressionLevel { get; set; }

    /// <summary>By default gzip and deflate.</summary>
    public IList<ICompressionProvider> CompressionProviders { get; set; } = CompressionSet.Defaults();

    /// <summary>Whether these are a service's own options; a service without them has the options of all.</summary>
    internal bool IsOwn { get; private set; }

    internal void CopyFrom(GrpcServiceOptions other)
    {
        IsOwn = true;
        MaxSendMessageSize = other.MaxSendMessageSize;
        MaxReceiveMessageSize = other.MaxReceiveMessageSize;
        EnableDetailedErrors = other.EnableDetailedErrors;
        IgnoreUnknownServices = other.IgnoreUnknownServices;
        ResponseCompressionAlgorithm = other.ResponseCompressionAlgorithm;
        ResponseCompressionLevel = other.ResponseCompressionLevel;
        CompressionProviders = [.. other.CompressionProviders];
    }
}
