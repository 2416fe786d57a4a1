using Grpc.Core;

namespace GrpcLite.Framing;

/// <summary>The statuses of messages that cannot be read.</summary>
internal static class ReadFailure
{
    internal static RpcException UnknownFlag(byte flag) =>
        Internal($"The message prefix has flag {flag}; only 0 and 1 are known.");

    internal static RpcException TooLarge(long length, int maxSize) =>
        new(new Status(StatusCode.ResourceExhausted, $"A message of {length} bytes is larger than the limit of {maxSize} bytes."));

    internal static RpcException DecompressedTooLarge(int maxSize) =>
        new(new Status(StatusCode.ResourceExhausted, $"A decompressed message is larger than the limit of {maxSize} bytes."));

    internal static RpcException Truncated() => Internal("The stream ended inside a message.");

    internal static RpcException Missing() => Internal("The stream ended before the message.");

    internal static RpcException Extra() => Internal("There is more data after the only message of the stream.");

    internal static RpcException FlagWithoutEncoding() =>
        Internal("A message is flagged as compressed, but grpc-encoding names no compression.");

    internal static RpcException BadCompression(Exception cause) => Internal("A message could not be decompressed.", cause);

    internal static RpcException BadMessage(Exception cause) => Internal("A message could not be deserialized.", cause);

    private static RpcException Internal(string detail, Exception? cause = null) =>
        new(new Status(StatusCode.Internal, detail, cause));
}
