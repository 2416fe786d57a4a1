using System.Buffers;
using Grpc.Core;

namespace GrpcLite.Framing;

/// <summary>Serves the array form of a contextual marshaller.</summary>
internal static class ArrayPayload
{
    internal static byte[] Write<T>(T value, Action<T, SerializationContext> serialize)
    {
        using var output = new PooledBuffer();
        PayloadWriter.Write(output, value, serialize, SendSettings.Plain);
        return output.WrittenSpan[MessageFrame.PrefixLength..].ToArray();
    }

    internal static T Read<T>(byte[] payload, Func<DeserializationContext, T> deserialize) =>
        PayloadReader.Read(new ReadOnlySequence<byte>(payload), deserialize);
}
