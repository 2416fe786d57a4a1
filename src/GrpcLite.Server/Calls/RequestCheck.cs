using Grpc.Core;
using GrpcLite.Protocol;
using GrpcLite.Server.Web;
using Microsoft.AspNetCore.Http;

namespace GrpcLite.Server.Calls;

/// <summary>Answers requests that are neither gRPC over HTTP/2 nor gRPC-Web that is enabled.</summary>
internal static class RequestCheck
{
    internal static bool Accepts(HttpContext http)
    {
        if (IsCorsPreflight(http.Request))
        {
            Refuse(http.Response, StatusCodes.Status405MethodNotAllowed, "No CORS middleware has answered this request.");
            return false;
        }

        if (!ContentTypes.IsGrpc(http.Request.ContentType))
        {
            Refuse(http.Response, StatusCodes.Status415UnsupportedMediaType, "The content type is not application/grpc.");
            return false;
        }

        if (!HttpProtocol.IsHttp2(http.Request.Protocol) && !HttpProtocol.IsHttp3(http.Request.Protocol)
            && http.Features.Get<WebExchange>() is null)
        {
            http.Response.Headers.Upgrade = HttpProtocol.Http2;
            Refuse(http.Response, StatusCodes.Status426UpgradeRequired, "gRPC needs HTTP/2.");
            return false;
        }

        return true;
    }

    /// <summary>Routing lets these pass to endpoints for POST, so that a CORS policy of the endpoint can be found.</summary>
    internal static bool IsCorsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.ContainsKey(Microsoft.Net.Http.Headers.HeaderNames.AccessControlRequestMethod);

    private static void Refuse(HttpResponse response, int httpStatus, string detail)
    {
        ResponseStatus.WriteHeadersOnly(response, new Status(StatusCode.Internal, detail));
        response.StatusCode = httpStatus;
    }
}
