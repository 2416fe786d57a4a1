using System.Net.Sockets;
using Grpc.Core;
using GrpcLite.Protocol;

namespace GrpcLite.Client;

/// <summary>The status of an exception of the transport.</summary>
internal static class FailureMapping
{
    internal static Status ToStatus(Exception exception)
    {
        var detail = $"{exception.GetType().Name}: {exception.Message}";
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case RpcException rpc:
                    return rpc.Status;
                // A connection that closes in good order ends its streams with error code 0.
                case HttpProtocolException { ErrorCode: 0 }:
                    return new Status(StatusCode.Unavailable, detail, exception);
                case HttpProtocolException reset:
                    return new Status(StatusMapping.FromHttp2Error(reset.ErrorCode), detail, exception);
                case SocketException:
                    return new Status(StatusCode.Unavailable, detail, exception);
            }
        }

        var code = exception is HttpRequestException or IOException ? StatusCode.Unavailable : StatusCode.Internal;
        return new Status(code, detail, exception);
    }
}
