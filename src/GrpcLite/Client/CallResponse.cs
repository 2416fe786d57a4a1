using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using GrpcLite.Protocol;

namespace GrpcLite.Client;

/// <summary>Reads status and metadata from the HTTP response of a call.</summary>
internal static class CallResponse
{
    /// <summary>The status and trailers of a response that ends with its headers; null if messages may follow.</summary>
    internal static (Status Status, Metadata Trailers)? HeadersEnd(HttpResponseMessage response)
    {
        if (ReadStatus(response.Headers) is { } status)
        {
            return (status, ReadMetadata(response.Headers));
        }

        return HttpFailure(response) is { } failure ? (failure, ReadMetadata(response.TrailingHeaders)) : null;
    }

    /// <summary>The status after the last message.</summary>
    internal static Status TrailersStatus(HttpResponseMessage response) =>
        ReadStatus(response.TrailingHeaders) ?? new Status(StatusCode.Cancelled, "The response ended without grpc-status.");

    internal static string? Encoding(HttpResponseMessage response) => First(response.Headers, HeaderNames.Encoding);

    internal static Metadata ReadMetadata(HttpHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers.NonValidated)
        {
            foreach (var value in values)
            {
                Add(metadata, name, value);
            }
        }

        return metadata;
    }

    private static Status? HttpFailure(HttpResponseMessage response)
    {
        if (response.Version < HttpVersion.Version20)
        {
            return new Status(StatusCode.Internal, $"The server answered with HTTP/{response.Version}.");
        }

        var http = (int)response.StatusCode;
        if (http != 200)
        {
            return new Status(StatusMapping.FromHttpStatus(http), $"The server answered with HTTP status {http}.");
        }

        var contentType = First(response.Content.Headers, "content-type");
        return ContentTypes.IsGrpc(contentType)
            ? null
            : new Status(StatusCode.Cancelled, $"The server answered with content type '{contentType}'.");
    }

    private static Status? ReadStatus(HttpHeaders headers)
    {
        if (First(headers, HeaderNames.Status) is not { } code)
        {
            return null;
        }

        var detail = PercentEncoding.Decode(First(headers, HeaderNames.Message) ?? "");
        return int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Status(number <= (int)StatusCode.Unauthenticated ? (StatusCode)number : StatusCode.Unknown, detail)
            : new Status(StatusCode.Unknown, $"The server answered with grpc-status '{code}'.");
    }

    private static void Add(Metadata metadata, string name, string value)
    {
        try
        {
            MetadataHeaders.AddReceived(metadata, name, value);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            // What cannot be metadata must not hide the status of the call.
        }
    }

    /// <summary>The first value of a header.</summary>
    internal static string? First(HttpHeaders headers, string name)
    {
        if (headers.NonValidated.TryGetValues(name, out var values))
        {
            foreach (var value in values)
            {
                return value;
            }
        }

        return null;
    }
}
