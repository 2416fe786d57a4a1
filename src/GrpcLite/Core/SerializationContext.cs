using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a serializer puts one message. Either <see cref="Complete(byte[])"/> or a buffer writer and <see cref="Complete()"/>.</summary>
public abstract class SerializationContext
{
    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>Announces the exact length, in bytes, so that the payload needs no buffer of its own.</summary>
    public virtual void SetPayloadLength(int payloadLength) => throw new NotImplementedException();

    public virtual void Complete() => throw new NotImplementedException();
}
