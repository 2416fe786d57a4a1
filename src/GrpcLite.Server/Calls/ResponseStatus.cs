using System.Globalization;
using Grpc.Core;
using GrpcLite.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GrpcLite.Server.Calls;

/// <summary>Writes the status of a call, with its trailers.</summary>
internal static class ResponseStatus
{
    /// <summary>Clients take 8 KiB of trailers by default, and refuse a call with more as a whole.</summary>
    private const int MaxTrailerLength = 6 * 1024;

    private static readonly string[] Codes =
        [.. Enumerable.Range(0, 17).Select(code => code.ToString(CultureInfo.InvariantCulture))];

    /// <summary>A response of one HEADERS frame.</summary>
    internal static void WriteHeadersOnly(HttpResponse response, in Status status)
    {
        response.ContentType = ContentTypes.Grpc;
        Write(response.Headers, status);
    }

    /// <summary>Writes to the trailers, or to the headers while nothing else has been written.</summary>
    internal static void Write(HttpResponse response, in Status status, Metadata? first, Metadata? second, bool started)
    {
        var target = started ? Trailers(response) : response.Headers;
        Write(target, status);
        var room = Add(target, first, MaxTrailerLength);
        Add(target, second, room);
    }

    private static IHeaderDictionary Trailers(HttpResponse response) =>
        response.HttpContext.Features.Get<IHttpResponseTrailersFeature>()?.Trailers
        ?? throw new InvalidOperationException("The server of this request cannot send trailers.");

    private static void Write(IHeaderDictionary target, in Status status)
    {
        var code = (int)status.StatusCode;
        target.GrpcStatus = (uint)code < (uint)Codes.Length ? Codes[code] : code.ToString(CultureInfo.InvariantCulture);
        if (!string.IsNullOrEmpty(status.Detail))
        {
            target.GrpcMessage = PercentEncoding.Encode(status.Detail);
        }
    }

    /// <summary>Leaves out entries that no longer fit: the status itself must arrive.</summary>
    private static int Add(IHeaderDictionary target, Metadata? metadata, int room)
    {
        for (var at = 0; at < (metadata?.Count ?? 0); at++)
        {
            var entry = metadata![at];
            if (MetadataHeaders.IsReserved(entry.Key))
            {
                continue;
            }

            var value = MetadataHeaders.ToHeader(entry);
            var length = entry.Key.Length + value.Length;
            if (length <= room)
            {
                room -= length;
                target.Append(entry.Key, value);
            }
        }

        return room;
    }
}
