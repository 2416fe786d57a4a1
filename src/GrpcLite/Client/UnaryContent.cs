using System.Net;
using GrpcLite.Framing;

namespace GrpcLite.Client;

/// <summary>
/// The body of a call with one request. The handler may send it again on a new connection, so the buffer goes back
/// to the pool only when the call is over and no write is using it.
/// </summary>
internal sealed class UnaryContent(PooledBuffer message) : HttpContent
{
    private readonly Lock gate = new();
    private int writers;
    private bool released;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Enter();
        try
        {
            await stream.WriteAsync(message.Written, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Release();
        }

        base.Dispose(disposing);
    }

    private void Enter()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(released, this);
            writers++;
        }
    }

    private void Leave()
    {
        lock (gate)
        {
            writers--;
            if (released && writers == 0)
            {
                message.Dispose();
            }
        }
    }

    private void Release()
    {
        lock (gate)
        {
            if (!released && writers == 0)
            {
                message.Dispose();
            }

            released = true;
        }
    }
}
