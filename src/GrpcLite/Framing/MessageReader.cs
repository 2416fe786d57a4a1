using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Grpc.Core;

namespace GrpcLite.Framing;

/// <summary>Reads the messages of one direction of a streaming call.</summary>
internal sealed class MessageReader<T>(
    PipeReader pipe, Func<DeserializationContext, T> deserialize, ReceiveSettings settings)
{
    private readonly MessageDecoder<T> decoder = new(deserialize, settings);
    private bool ended;

    internal T Current { get; private set; } = default!;

    /// <summary>Reads the next message; false at the end of the stream.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<bool> ReadNextAsync(CancellationToken cancellationToken)
    {
        while (!ended)
        {
            if (TryTake(await pipe.ReadAsync(cancellationToken).ConfigureAwait(false)))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryTake(in ReadResult result)
    {
        // What a refused message leaves behind is given up: HTTP/1.1 takes no further request while a read is open.
        var (consumed, examined) = (result.Buffer.End, result.Buffer.End);
        try
        {
            var end = TryRead(result);
            consumed = end ?? result.Buffer.Start;
            examined = end ?? result.Buffer.End;
            return end is not null;
        }
        finally
        {
            pipe.AdvanceTo(consumed, examined);
        }
    }

    /// <summary>The end of the message that it has read; null while there is none.</summary>
    private SequencePosition? TryRead(in ReadResult result)
    {
        var buffer = MessageDecoder<T>.BufferOf(result);
        if (decoder.TryRead(buffer, out var frame))
        {
            Current = decoder.Decode(frame);
            return frame.Payload.End;
        }

        if (result.IsCompleted)
        {
            ended = buffer.IsEmpty ? true : throw ReadFailure.Truncated();
        }

        return null;
    }
}
