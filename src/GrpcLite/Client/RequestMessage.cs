using Grpc.Core;
using GrpcLite.Framing;

namespace GrpcLite.Client;

/// <summary>Serializes a message to send, with its prefix.</summary>
internal static class RequestMessage
{
    /// <exception cref="RpcException">The message is too large or could not be serialized.</exception>
    internal static PooledBuffer Write<T>(T message, Marshaller<T> marshaller, SendSettings settings, WriteOptions? options)
    {
        var buffer = new PooledBuffer();
        var plain = options?.Flags.HasFlag(WriteFlags.NoCompress) == true;
        try
        {
            PayloadWriter.Write(
                buffer, message, marshaller.ContextualSerializer, plain ? settings with { Compression = null } : settings);
            return buffer;
        }
        catch (Exception exception)
        {
            buffer.Dispose();
            throw exception as RpcException
                ?? new RpcException(new Status(StatusCode.Internal, "A message could not be serialized.", exception));
        }
    }
}
