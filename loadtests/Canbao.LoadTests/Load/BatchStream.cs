using System.Diagnostics;
using System.Threading.Channels;
using Canbao.Api;
using Canbao.LoadTests.Measuring;
using Grpc.Core;

namespace Canbao.LoadTests.Load;

/// <summary>
/// One stream of batches, closed loop: a few batches are on their way, and the next one is sent when one is answered. The stream is
/// opened anew for every round; its connection stays.
/// </summary>
/// <param name="first">The batch to begin with: streams side by side send different ones.</param>
internal sealed class BatchStream(ChannelBase channel, BatchSource batches, int inFlight, int first) : ILoad
{
    private int _next = first;

    public static AsyncDuplexStreamingCall<QuoteBatchColumns, QuoteBatchReplyColumns> Open(ChannelBase channel, CancellationToken stop) =>
        channel.CreateCallInvoker().AsyncDuplexStreamingCall(QuoteBinding.StreamQuotes, null, new CallOptions(cancellationToken: stop));

    public async Task RunAsync(Meter meter, CancellationToken end, CancellationToken impatience)
    {
        using var call = Open(channel, impatience);
        using var free = new SemaphoreSlim(inFlight, inFlight);
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(end);
        var sent = Channel.CreateUnbounded<(int Batch, long Began)>();
        var writing = Task.Run(() => WriteAsync(call.RequestStream, sent.Writer, free, broken.Token), CancellationToken.None);
        string? failure = null;
        try
        {
            await ReadAsync(call.ResponseStream, sent.Reader, free, meter);
        }
        catch (RpcException e)
        {
            failure = impatience.IsCancellationRequested ? "no answer until the patience was over" : $"{e.StatusCode}: {e.Status.Detail}";
        }
        broken.Cancel();
        await writing;
        while (sent.Reader.TryRead(out var missing))
            meter.Faults.Add($"StreamQuotes, batch {missing.Batch}: {failure ?? "the stream ended without its answer"}");
        if (failure is not null) meter.Faults.Add($"StreamQuotes: {failure}");
    }

    private async Task ReadAsync(
        IAsyncStreamReader<QuoteBatchReplyColumns> replies, ChannelReader<(int Batch, long Began)> sent, SemaphoreSlim free, Meter meter)
    {
        while (await replies.MoveNext(CancellationToken.None))
        {
            if (!sent.TryRead(out var question))
            {
                meter.Faults.Add("StreamQuotes: an answer that nothing was asked for");
                return;
            }
            var wrong = batches.WrongIn(question.Batch, replies.Current);
            QuoteBatchCodec.Return(replies.Current);
            if (wrong is null) meter.AddBatch(batches.Residents, (long)Stopwatch.GetElapsedTime(question.Began).TotalNanoseconds);
            else meter.Faults.Add(wrong);
            free.Release();
        }
    }

    /// <summary>Writes until the end, or until the stream is broken, which whoever reads says.</summary>
    private async Task WriteAsync(IClientStreamWriter<QuoteBatchColumns> requests, ChannelWriter<(int Batch, long Began)> sent, SemaphoreSlim free,
        CancellationToken end)
    {
        try
        {
            while (!end.IsCancellationRequested)
            {
                await free.WaitAsync(end);
                var batch = _next++ % batches.Count;
                sent.TryWrite((batch, Stopwatch.GetTimestamp()));
                await requests.WriteAsync(batches.Batch(batch), CancellationToken.None);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or RpcException or InvalidOperationException)
        {
        }
        try
        {
            await requests.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
        }
    }
}
