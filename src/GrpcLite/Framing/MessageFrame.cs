using System.Buffers;
using System.Buffers.Binary;
using Grpc.Core;

namespace GrpcLite.Framing;

/// <summary>A length-prefixed message: one flag byte, four bytes of length, the payload.</summary>
internal readonly struct MessageFrame
{
    internal const int PrefixLength = 5;

    private MessageFrame(bool compressed, ReadOnlySequence<byte> payload)
    {
        Compressed = compressed;
        Payload = payload;
    }

    internal bool Compressed { get; }

    internal ReadOnlySequence<byte> Payload { get; }

    /// <summary>False while the message is incomplete. The prefix is judged as soon as it is there.</summary>
    /// <exception cref="RpcException">The flag is unknown or the message is larger than <paramref name="maxSize"/>.</exception>
    internal static bool TryRead(in ReadOnlySequence<byte> buffer, int? maxSize, out MessageFrame frame)
    {
        frame = default;
        if (buffer.Length < PrefixLength)
        {
            return false;
        }

        Span<byte> prefix = stackalloc byte[PrefixLength];
        buffer.Slice(0, PrefixLength).CopyTo(prefix);
        if (prefix[0] > 1)
        {
            throw ReadFailure.UnknownFlag(prefix[0]);
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        if (length > (uint)(maxSize ?? int.MaxValue))
        {
            throw ReadFailure.TooLarge(length, maxSize ?? int.MaxValue);
        }

        if (buffer.Length - PrefixLength < length)
        {
            return false;
        }

        frame = new MessageFrame(prefix[0] == 1, buffer.Slice(PrefixLength, length));
        return true;
    }

    internal static void WritePrefix(Span<byte> prefix, bool compressed, int length)
    {
        prefix[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(prefix[1..PrefixLength], (uint)length);
    }
}
