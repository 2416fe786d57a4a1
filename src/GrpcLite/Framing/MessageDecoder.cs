using System.Buffers;
using System.IO.Pipelines;
using Grpc.Core;
using GrpcLite.Compression;

namespace GrpcLite.Framing;

/// <summary>Makes messages of received bytes.</summary>
internal readonly struct MessageDecoder<T>(Func<DeserializationContext, T> deserialize, ReceiveSettings settings)
{
    internal static ReadOnlySequence<byte> BufferOf(in ReadResult result) =>
        result.IsCanceled ? throw new OperationCanceledException("The read was cancelled.") : result.Buffer;

    internal bool TryRead(in ReadOnlySequence<byte> buffer, out MessageFrame frame) =>
        MessageFrame.TryRead(buffer, settings.MaxSize, out frame);

    internal T Decode(in MessageFrame frame) => frame.Compressed ? Decompress(frame.Payload) : Deserialize(frame.Payload);

    /// <summary>
    /// Takes the only message of a stream; false while the stream has not ended. The message stays in the pipe until then,
    /// so that nothing is deserialized for a call that turns out to be malformed.
    /// </summary>
    internal bool TryTakeOnly(PipeReader pipe, in ReadResult result, out T message)
    {
        // What a refused message leaves behind is given up: HTTP/1.1 takes no further request while a read is open.
        var consumed = result.Buffer.End;
        try
        {
            var taken = TryReadOnly(result, out message);
            consumed = taken ? result.Buffer.End : result.Buffer.Start;
            return taken;
        }
        finally
        {
            pipe.AdvanceTo(consumed, result.Buffer.End);
        }
    }

    private bool TryReadOnly(in ReadResult result, out T message)
    {
        var buffer = BufferOf(result);
        var found = TryRead(buffer, out var frame);
        if (found && buffer.Length > MessageFrame.PrefixLength + frame.Payload.Length)
        {
            throw ReadFailure.Extra();
        }

        if (!result.IsCompleted)
        {
            message = default!;
            return false;
        }

        message = found ? Decode(frame) : throw (buffer.IsEmpty ? ReadFailure.Missing() : ReadFailure.Truncated());
        return true;
    }

    private T Decompress(in ReadOnlySequence<byte> payload)
    {
        if (settings.Compression is null)
        {
            throw ReadFailure.FlagWithoutEncoding();
        }

        using var plain = MessageCompression.Decompress(settings.Compression, payload, settings.MaxSize);
        return Deserialize(new ReadOnlySequence<byte>(plain.Written));
    }

    private T Deserialize(in ReadOnlySequence<byte> payload)
    {
        try
        {
            return PayloadReader.Read(payload, deserialize)
                ?? throw new InvalidOperationException("The deserializer returned null.");
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw ReadFailure.BadMessage(exception);
        }
    }
}
