using System.Net;
using GrpcLite.Framing;

namespace GrpcLite.Client;

/// <summary>
/// The body of a call with one request. The handler may send it again on a new connection, so a buffer goes back
/// to the pool only when the call is over and no write is using it.
/// </summary>
internal sealed class UnaryContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> message;
    private readonly PooledBuffer? owner;
    private readonly Lock gate = new();
    private int writers;
    private bool released;

    internal UnaryContent(PooledBuffer message)
        : this(message.Written) => owner = message;

    internal UnaryContent(ReadOnlyMemory<byte> message) => this.message = message;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Enter();
        try
        {
            await stream.WriteAsync(message, cancellationToken).ConfigureAwait(false);
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
                owner?.Dispose();
            }
        }
    }

    private void Release()
    {
        lock (gate)
        {
            if (!released && writers == 0)
            {
                owner?.Dispose();
            }

            released = true;
        }
    }
}
