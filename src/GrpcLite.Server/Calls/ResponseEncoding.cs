using Grpc.Core;
using Grpc.Net.Compression;
using GrpcLite.Framing;
using GrpcLite.Protocol;
using Microsoft.AspNetCore.Http;

namespace GrpcLite.Server.Calls;

/// <summary>The compression of a response: the service's default or the handler's choice, if the caller accepts it.</summary>
internal struct ResponseEncoding
{
    private readonly CallSettings settings;
    private readonly HttpContext http;
    private ICompressionProvider? provider;

    internal ResponseEncoding(CallSettings settings, HttpContext http)
    {
        this.settings = settings;
        this.http = http;
        provider = settings.ResponseCompression is { } wanted && IsAccepted(wanted) ? wanted : null;
    }

    /// <summary>Takes the handler's choice from its response headers.</summary>
    internal void Choose(Metadata responseHeaders)
    {
        if (responseHeaders.GetValue(HeaderNames.EncodingRequest) is not { } name)
        {
            return;
        }

        provider = settings.Compressions.TryGet(name, out var chosen)
            ? chosen is not null && IsAccepted(chosen) ? chosen : null
            : throw new InvalidOperationException($"No compression provider is named '{name}'.");
    }

    internal readonly void WriteHeader(IHeaderDictionary headers)
    {
        if (provider is not null)
        {
            headers.GrpcEncoding = provider.EncodingName;
        }
    }

    internal readonly SendSettings SettingsFor(WriteOptions? options) => new(
        settings.MaxSendMessageSize,
        options is not null && options.Flags.HasFlag(WriteFlags.NoCompress) ? null : provider,
        settings.ResponseCompressionLevel);

    private readonly bool IsAccepted(ICompressionProvider wanted)
    {
        foreach (var value in http.Request.Headers.GrpcAcceptEncoding)
        {
            foreach (var part in value.AsSpan().Split(','))
            {
                if (value.AsSpan(part).Trim().Equals(wanted.EncodingName, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
