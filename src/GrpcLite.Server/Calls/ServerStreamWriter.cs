using System.IO.Pipelines;
using Grpc.Core;

namespace GrpcLite.Server.Calls;

/// <summary>The response stream of a call. A write completes when the transport has room for the next.</summary>
internal sealed class ServerStreamWriter<T>(ServerCall call, Action<T, SerializationContext> serialize) : IServerStreamWriter<T>
    where T : class
{
    private WriteOptions? options;

    public WriteOptions? WriteOptions
    {
        get => options ?? call.WriteOptions;
        set => options = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        try
        {
            var flush = call.WriteAndFlush(message, serialize, WriteOptions, cancellationToken);
            if (!flush.IsCompletedSuccessfully)
            {
                return AwaitAsync(flush, cancellationToken);
            }

            call.EndWrite(flush.Result);
            return Task.CompletedTask;
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
    }

    private async Task AwaitAsync(ValueTask<FlushResult> flush, CancellationToken cancellationToken)
    {
        try
        {
            call.EndWrite(await flush.ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Part of the message may be on its way: the stream cannot go on without it.
            call.Abort(StatusCode.Cancelled);
            throw;
        }
    }
}
