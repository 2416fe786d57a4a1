using System.Buffers;
using Grpc.Core;

namespace GrpcLite.Framing;

/// <summary>Hands a deserializer the payload where it lies. One object per thread serves all calls.</summary>
internal sealed class PayloadReader : DeserializationContext
{
    [ThreadStatic]
    private static PayloadReader? spare;

    private ReadOnlySequence<byte> payload;
    private bool live;

    public override int PayloadLength => (int)PayloadAsReadOnlySequence().Length;

    public override byte[] PayloadAsNewBuffer() => PayloadAsReadOnlySequence().ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() =>
        live ? payload : throw new InvalidOperationException("The payload was read after the deserializer returned.");

    internal static T Read<T>(in ReadOnlySequence<byte> payload, Func<DeserializationContext, T> deserialize)
    {
        var reader = spare ?? new PayloadReader();
        spare = null;
        reader.payload = payload;
        reader.live = true;
        try
        {
            return deserialize(reader);
        }
        finally
        {
            reader.payload = default;
            reader.live = false;
            spare = reader;
        }
    }
}
