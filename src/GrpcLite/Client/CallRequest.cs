using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using Grpc.Core;
using GrpcLite.Protocol;

namespace GrpcLite.Client;

/// <summary>Makes the HTTP request of a call.</summary>
internal static class CallRequest
{
    private static readonly MediaTypeHeaderValue ContentType = new(ContentTypes.Grpc);

    /// <summary>In the form that the specification asks for: language and variant, version, properties.</summary>
    private static readonly string UserAgent = string.Create(
        CultureInfo.InvariantCulture,
        $"grpc-dotnet-lite/{typeof(CallRequest).Assembly.GetName().Version!.ToString(3)} ({RuntimeInformation.FrameworkDescription}; "
        + $"CLR {Environment.Version}; {RuntimeInformation.RuntimeIdentifier})");

    internal static HttpRequestMessage Create(
        ChannelState channel, IMethod method, Metadata? metadata, TimeSpan? timeout, int previousAttempts, HttpContent content)
    {
        content.Headers.ContentType = ContentType;
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(channel.Address, method.FullName))
        {
            Content = content,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        var headers = request.Headers;
        headers.TryAddWithoutValidation("te", "trailers");
        headers.TryAddWithoutValidation(HeaderNames.AcceptEncoding, channel.Compressions.AcceptEncoding);
        if (timeout is { } left)
        {
            headers.TryAddWithoutValidation(HeaderNames.Timeout, GrpcTimeout.Format(left));
        }

        if (previousAttempts > 0)
        {
            headers.TryAddWithoutValidation(HeaderNames.PreviousAttempts, previousAttempts.ToString(CultureInfo.InvariantCulture));
        }

        // What the application adds to the user agent follows it.
        headers.TryAddWithoutValidation("user-agent", UserAgent);
        AddMetadata(headers, metadata);
        return request;
    }

    private static void AddMetadata(HttpRequestHeaders headers, Metadata? metadata)
    {
        for (var at = 0; at < (metadata?.Count ?? 0); at++)
        {
            var entry = metadata![at];
            if (entry.Key == HeaderNames.EncodingRequest)
            {
                headers.TryAddWithoutValidation(HeaderNames.Encoding, entry.Value);
            }
            else if (!MetadataHeaders.IsReserved(entry.Key))
            {
                headers.TryAddWithoutValidation(entry.Key, MetadataHeaders.ToHeader(entry));
            }
        }
    }
}
