using Grpc.Core;

namespace GrpcLite.Client;

/// <summary>The response stream of a call.</summary>
internal sealed class ClientStreamReader<TRequest, TResponse>(ClientCall<TRequest, TResponse> call)
    : IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    private Task<bool>? pending;

    public TResponse Current =>
        call.Current ?? throw new InvalidOperationException("There is no current message: MoveNext was not called.");

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        call.RequireNotDisposed();
        if (pending is { IsCompleted: false })
        {
            return Task.FromException<bool>(new InvalidOperationException("The previous read is still in progress."));
        }

        return pending = cancellationToken.CanBeCanceled ? MoveNextOrCancelAsync(cancellationToken) : call.MoveNextAsync();
    }

    private async Task<bool> MoveNextOrCancelAsync(CancellationToken cancellationToken)
    {
        using var registration = call.CancelWith(cancellationToken);
        return await call.MoveNextAsync().ConfigureAwait(false);
    }
}
