using Grpc.Core;
using GrpcLite.Framing;

namespace GrpcLite.Server.Calls;

/// <summary>The request stream of a call.</summary>
internal sealed class ServerStreamReader<T>(ServerCall call, MessageReader<T> reader) : IAsyncStreamReader<T>
    where T : class
{
    private static readonly Task<bool> True = Task.FromResult(true);
    private static readonly Task<bool> False = Task.FromResult(false);

    private Task<bool>? pending;

    public T Current =>
        reader.Current ?? throw new InvalidOperationException("There is no current message: MoveNext was not called.");

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<bool>(cancellationToken);
        }

        if (pending is { IsCompleted: false })
        {
            return Task.FromException<bool>(new InvalidOperationException("The previous read is still in progress."));
        }

        if (call.EndedException() is { } ended)
        {
            return Task.FromException<bool>(ended);
        }

        var read = reader.ReadNextAsync(cancellationToken);
        if (!read.IsCompletedSuccessfully)
        {
            return pending = AwaitAsync(read);
        }

        return read.Result ? True : False;
    }

    private async Task<bool> AwaitAsync(ValueTask<bool> read)
    {
        try
        {
            return await read.ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            call.NoteFailedRead(exception);
            throw;
        }
    }
}
