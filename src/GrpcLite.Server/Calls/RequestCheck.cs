using Grpc.Core;
using GrpcLite.Protocol;
using Microsoft.AspNetCore.Http;

namespace GrpcLite.Server.Calls;

/// <summary>Answers requests that are not gRPC over HTTP/2.</summary>
internal static class RequestCheck
{
    internal static bool Accepts(HttpContext http)
    {
        if (!ContentTypes.IsGrpc(http.Request.ContentType))
        {
            Refuse(http.Response, StatusCodes.Status415UnsupportedMediaType, "The content type is not application/grpc.");
            return false;
        }

        if (!HttpProtocol.IsHttp2(http.Request.Protocol) && !HttpProtocol.IsHttp3(http.Request.Protocol))
        {
            http.Response.Headers.Upgrade = HttpProtocol.Http2;
            Refuse(http.Response, StatusCodes.Status426UpgradeRequired, "gRPC needs HTTP/2.");
            return false;
        }

        return true;
    }

    private static void Refuse(HttpResponse response, int httpStatus, string detail)
    {
        ResponseStatus.WriteHeadersOnly(response, new Status(StatusCode.Internal, detail));
        response.StatusCode = httpStatus;
    }
}
