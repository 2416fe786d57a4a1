using System.Net;

namespace GrpcLite.Client;

/// <summary>The body of a call with a request stream: hands the stream of the transport to the writer.</summary>
internal sealed class RequestStreamContent : HttpContent
{
    private readonly TaskCompletionSource<Stream> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The stream to write to, as soon as the transport has one.</summary>
    internal Task<Stream> Opened => opened.Task;

    /// <summary>Ends the body in good order.</summary>
    internal void Complete() => done.TrySetResult();

    /// <summary>Gives the body up. A transport that still waits for it resets its stream.</summary>
    internal void Abandon()
    {
        opened.TrySetCanceled();
        done.TrySetCanceled();
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The server must see the headers even if the first message is late.
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        opened.TrySetResult(stream);
        await done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
