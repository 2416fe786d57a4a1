using Grpc.Core;
using GrpcLite.Framing;

namespace GrpcLite.Client;

/// <summary>The request stream of a call. A write completes when the transport has taken the message.</summary>
internal sealed class ClientStreamWriter<TRequest, TResponse>(
    ClientCall<TRequest, TResponse> call, WriteOptions? options)
    : IClientStreamWriter<TRequest>
    where TRequest : class
    where TResponse : class
{
    private readonly Lock gate = new();
    private Task? pending;
    private bool completed;

    public WriteOptions? WriteOptions { get; set; } = options;

    internal RequestStreamContent Content { get; } = new();

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (gate)
        {
            if (Refusal() is { } refusal)
            {
                return Task.FromException(refusal);
            }

            return pending = SendAsync(message, cancellationToken);
        }
    }

    public Task CompleteAsync()
    {
        call.RequireNotDisposed();
        lock (gate)
        {
            if (pending is { IsCompleted: false })
            {
                return Task.FromException(new InvalidOperationException("The previous write is still in progress."));
            }

            completed = true;
            Content.Complete();
            return Task.CompletedTask;
        }
    }

    private Exception? Refusal()
    {
        if (call.IsDisposed)
        {
            return new ObjectDisposedException(call.GetType().FullName);
        }

        if (completed)
        {
            return new InvalidOperationException("The request stream has been completed.");
        }

        if (call.EndException() is { } ended)
        {
            return ended;
        }

        return pending is { IsCompleted: false }
            ? new InvalidOperationException("The previous write is still in progress.")
            : null;
    }

    private async Task SendAsync(TRequest message, CancellationToken cancellationToken)
    {
        using var registration = call.CancelWith(cancellationToken);
        using var buffer = call.Serialize(message, WriteOptions);
        try
        {
            var stream = await Content.Opened.ConfigureAwait(false);
            await stream.WriteAsync(buffer.Written, call.ExchangeToken).ConfigureAwait(false);
            if (WriteOptions?.Flags.HasFlag(WriteFlags.BufferHint) != true)
            {
                await stream.FlushAsync(call.ExchangeToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            throw await call.WriteFailureAsync(exception).ConfigureAwait(false);
        }
    }
}
