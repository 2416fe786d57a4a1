using System.IO.Compression;
using Grpc.AspNetCore.Server;
using Grpc.Net.Compression;
using GrpcLite.Compression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GrpcLite.Server.Calls;

/// <summary>The options of a service, read once when it is mapped.</summary>
internal sealed class CallSettings
{
    private CallSettings(GrpcServiceOptions options)
    {
        MaxSendMessageSize = options.MaxSendMessageSize;
        MaxReceiveMessageSize = options.MaxReceiveMessageSize;
        DetailedErrors = options.EnableDetailedErrors ?? false;
        IgnoreUnknownServices = options.IgnoreUnknownServices ?? false;
        Compressions = new CompressionSet(options.CompressionProviders);
        ResponseCompressionLevel = options.ResponseCompressionLevel;
        ResponseCompression = Compressions.TryGet(options.ResponseCompressionAlgorithm, out var provider)
            ? provider
            : throw new InvalidOperationException(
                $"No compression provider is named '{options.ResponseCompressionAlgorithm}'.");
    }

    internal int? MaxSendMessageSize { get; }

    internal int? MaxReceiveMessageSize { get; }

    internal bool DetailedErrors { get; }

    internal bool IgnoreUnknownServices { get; }

    internal CompressionSet Compressions { get; }

    internal ICompressionProvider? ResponseCompression { get; }

    internal CompressionLevel? ResponseCompressionLevel { get; }

    internal static CallSettings Of<TService>(IServiceProvider services)
        where TService : class
    {
        GrpcServiceOptions own = services.GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value;
        return new CallSettings(own.IsOwn ? own : services.GetRequiredService<IOptions<GrpcServiceOptions>>().Value);
    }
}
