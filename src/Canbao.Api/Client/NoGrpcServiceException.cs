using System.Net;

namespace Canbao.Api.Client;

/// <summary>Something speaks HTTP/2 at an address, and is no gRPC service. The message says what it is: "is no gRPC service (HTTP 404)".</summary>
internal sealed class NoGrpcServiceException(string message) : IOException(message)
{
    /// <summary>Null for an answer of a gRPC service.</summary>
    public static NoGrpcServiceException? For(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (response.StatusCode is HttpStatusCode.TooManyRequests || status >= 500) return new($"answers HTTP {status}");
        if (response.StatusCode != HttpStatusCode.OK) return new($"is no gRPC service (HTTP {status})");
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type is not null && type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase)) return null;
        return new(type is null ? "is no gRPC service (HTTP 200 without a type)" : $"is no gRPC service (HTTP 200, {Short(type)})");
    }

    private static string Short(string type) => type[..Math.Min(40, type.Length)];
}
