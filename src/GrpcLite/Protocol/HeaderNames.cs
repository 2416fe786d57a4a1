namespace GrpcLite.Protocol;

/// <summary>The header names that the gRPC specification gives a meaning.</summary>
internal static class HeaderNames
{
    internal const string Status = "grpc-status";
    internal const string Message = "grpc-message";
    internal const string StatusDetails = "grpc-status-details-bin";
    internal const string Timeout = "grpc-timeout";
    internal const string Encoding = "grpc-encoding";
    internal const string AcceptEncoding = "grpc-accept-encoding";

    internal const string PreviousAttempts = "grpc-previous-rpc-attempts";
    internal const string RetryPushback = "grpc-retry-pushback-ms";

    /// <summary>Not sent: in outgoing metadata it chooses the compression of the call, as in the official packages.</summary>
    internal const string EncodingRequest = "grpc-internal-encoding-request";
}
