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
        try
        {
            return TakeOrWait(result);
        }
        catch
        {
            MessageDecoder<T>.Abandon(pipe, result);
            throw;
        }
    }

    private bool TakeOrWait(in ReadResult result)
    {
        var buffer = MessageDecoder<T>.BufferOf(result);
        if (decoder.TryRead(buffer, out var frame))
        {
            Current = decoder.Decode(frame);
            pipe.AdvanceTo(frame.Payload.End);
            return true;
        }

        if (result.IsCompleted)
        {
            ended = buffer.IsEmpty ? true : throw ReadFailure.Truncated();
        }

        pipe.AdvanceTo(buffer.Start, buffer.End);
        return false;
    }
}
