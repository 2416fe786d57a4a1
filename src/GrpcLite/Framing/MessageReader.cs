using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Grpc.Core;
using GrpcLite.Compression;

namespace GrpcLite.Framing;

/// <summary>Reads the messages of one direction of a call.</summary>
internal sealed class MessageReader<T>(
    PipeReader pipe, Func<DeserializationContext, T> deserialize, ReceiveSettings settings)
{
    private bool ended;

    internal T Current { get; private set; } = default!;

    /// <summary>Reads the next message of a stream; false at its end.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<bool> ReadNextAsync(CancellationToken cancellationToken)
    {
        while (!ended)
        {
            var result = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (TryTake(result, single: false))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads the only message and the end of the stream after it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<T> ReadSingleAsync(CancellationToken cancellationToken)
    {
        while (!ended)
        {
            var result = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (TryTake(result, single: true))
            {
                ended = true;
                return Current;
            }
        }

        throw ReadFailure.Missing();
    }

    /// <summary>
    /// Takes a message if one is there. The only message of a stream stays in the pipe until the stream has ended,
    /// so that nothing is deserialized for a call that turns out to be malformed.
    /// </summary>
    private bool TryTake(in ReadResult result, bool single)
    {
        if (result.IsCanceled)
        {
            throw new OperationCanceledException("The read was cancelled.");
        }

        var buffer = result.Buffer;
        var found = MessageFrame.TryRead(buffer, settings.MaxSize, out var frame);
        if (found && single && buffer.Length > MessageFrame.PrefixLength + frame.Payload.Length)
        {
            throw ReadFailure.Extra();
        }

        if (found && (!single || result.IsCompleted))
        {
            Take(frame);
            return true;
        }

        if (result.IsCompleted)
        {
            ended = buffer.IsEmpty ? true : throw ReadFailure.Truncated();
        }

        pipe.AdvanceTo(buffer.Start, buffer.End);
        return false;
    }

    private void Take(in MessageFrame frame)
    {
        Current = frame.Compressed ? Decompress(frame.Payload) : Deserialize(frame.Payload);
        pipe.AdvanceTo(frame.Payload.End);
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
