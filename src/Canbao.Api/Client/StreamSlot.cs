using System.Threading.Channels;
using Grpc.Core;

namespace Canbao.Api.Client;

/// <summary>
/// One of the streams at once: takes batches, sends them, matches the replies. When its stream breaks it opens another one, at the address
/// that the pool gives it, and goes on with the first batch that has no answer.
/// </summary>
internal sealed class StreamSlot(QuoteClientOptions options, AddressPool addresses, ChannelReader<PendingBatch> work)
{
    private readonly AnswerMemory _memory = new(options.RememberedAnswers);
    private readonly Patience _patience = new(options.Patience);
    private readonly Lock _gate = new();
    private readonly Queue<PendingBatch> _unanswered = [];

    /// <summary>Runs until there is no more work. What it could not do fails the batches that it has.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (_unanswered.Count > 0 || await TakeFirstAsync(stop).ConfigureAwait(false)) await OneStreamAsync(stop).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            foreach (var batch in _unanswered) batch.Fail(e);
        }
    }

    /// <summary>Nothing is connected before there is something to send.</summary>
    private async Task<bool> TakeFirstAsync(CancellationToken stop)
    {
        while (await work.WaitToReadAsync(stop).ConfigureAwait(false))
        {
            if (!work.TryRead(out var batch)) continue;
            _unanswered.Enqueue(batch);
            _patience.Restart();
            return true;
        }
        return false;
    }

    private async Task OneStreamAsync(CancellationToken stop)
    {
        using var lease = await addresses.RentAsync(_patience, stop).ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            await ExchangeAsync(lease, end).ConfigureAwait(false);
        }
        catch (Exception e) when (!stop.IsCancellationRequested && (end.IsCancellationRequested || Failure.MayPass(e)))
        {
            var silence = $"a stream of it was silent for {(long)options.AnswerTimeout.TotalMilliseconds:N0} ms";
            lease.Failed(end.IsCancellationRequested ? silence : Failure.Describe(e));
            if (_unanswered.Count > 0 && _patience.IsOver) throw _patience.Over(addresses.ToString());
        }
        stop.ThrowIfCancellationRequested();
    }

    /// <summary>Writes and reads at once: with both sides full, a client that only writes would stop for ever.</summary>
    private async Task ExchangeAsync(AddressLease lease, CancellationTokenSource end)
    {
        using var call = lease.Invoker.AsyncDuplexStreamingCall(QuoteBinding.StreamQuotes, null, new CallOptions(cancellationToken: end.Token));
        using var room = new SemaphoreSlim(options.BatchesInFlight);
        using var noMore = CancellationTokenSource.CreateLinkedTokenSource(end.Token, lease.MoveOn);
        var writing = WriteAsync(call.RequestStream, room, end, noMore.Token);
        try
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None).ConfigureAwait(false))
            {
                Take(call.ResponseStream.Current, end);
                lease.Address.Answered();
                room.Release();
            }
        }
        finally
        {
            await noMore.CancelAsync().ConfigureAwait(false);
            call.Dispose();
            // Why a write failed is told by the reader: the service has ended the stream.
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        if (_unanswered.Count > 0) throw Failure.Unavailable("it ended a stream before all batches were answered");
    }

    private async Task WriteAsync(IClientStreamWriter<QuoteBatchColumns> requests, SemaphoreSlim room, CancellationTokenSource end, CancellationToken noMore)
    {
        var again = _unanswered.ToArray();
        foreach (var batch in again)
        {
            await room.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            end.CancelAfter(options.AnswerTimeout);
            await requests.WriteAsync(batch.Columns, CancellationToken.None).ConfigureAwait(false);
        }
        while (await NextAsync(room, noMore).ConfigureAwait(false) is { } batch)
        {
            Expect(batch, end);
            await requests.WriteAsync(batch.Columns, CancellationToken.None).ConfigureAwait(false);
        }
        await requests.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>The next batch once there is room for it; null if there is none, or the stream is to take no more.</summary>
    private async ValueTask<PendingBatch?> NextAsync(SemaphoreSlim room, CancellationToken noMore)
    {
        try
        {
            await room.WaitAsync(noMore).ConfigureAwait(false);
            while (await work.WaitToReadAsync(noMore).ConfigureAwait(false))
                if (work.TryRead(out var batch)) return batch;
        }
        catch (OperationCanceledException)
        {
            // Whoever cancelled it knows.
        }
        return null;
    }

    private void Expect(PendingBatch batch, CancellationTokenSource end)
    {
        lock (_gate)
        {
            _unanswered.Enqueue(batch);
            if (_unanswered.Count > 1) return;
            _patience.Restart();
            end.CancelAfter(options.AnswerTimeout);
        }
    }

    /// <summary>A reply is the one to the first batch that has none: the service answers in order.</summary>
    private void Take(QuoteBatchReplyColumns reply, CancellationTokenSource end)
    {
        PendingBatch batch;
        lock (_gate)
        {
            if (!_unanswered.TryPeek(out batch!) || batch.Id != reply.BatchId)
                throw new RpcException(new Status(StatusCode.Internal,
                    $"the service answered batch {reply.BatchId}; expected was {(batch is null ? "none" : batch.Id)}"));
        }
        batch.Complete(reply, _memory);
        lock (_gate)
        {
            _unanswered.Dequeue();
            _patience.Restart();
            end.CancelAfter(_unanswered.Count > 0 ? options.AnswerTimeout : Timeout.InfiniteTimeSpan);
        }
    }
}
