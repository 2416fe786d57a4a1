using Grpc.Core;

namespace GrpcLite.Protocol;

/// <summary>The status that the specification gives to a failure of HTTP.</summary>
internal static class StatusMapping
{
    internal static StatusCode FromHttpStatus(int status) => status switch
    {
        400 or 431 => StatusCode.Internal,
        401 => StatusCode.Unauthenticated,
        403 => StatusCode.PermissionDenied,
        404 => StatusCode.Unimplemented,
        429 or 502 or 503 or 504 => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };

    internal static StatusCode FromHttp2Error(long error) => error switch
    {
        0x7 => StatusCode.Unavailable,
        0x8 => StatusCode.Cancelled,
        0xb => StatusCode.ResourceExhausted,
        0xc => StatusCode.PermissionDenied,
        _ => StatusCode.Internal,
    };
}
