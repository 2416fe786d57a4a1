using Grpc.Core;

namespace Canbao.Api.Client;

/// <summary>
/// One of the streams at once: takes batches, sends them, matches the replies. When its stream breaks, the batches without an answer go
/// back, and it opens another stream where the pool says.
/// </summary>
internal sealed class StreamSlot(QuoteClientOptions options, AddressPool addresses, BatchWork work)
{
    private readonly AnswerMemory _memory = new(options.RememberedAnswers);
    private readonly Lock _gate = new();
    private readonly Queue<PendingBatch> _unanswered = [];
    private StreamAnswers? _answers;

    /// <summary>Runs until there is no more work, or it finds what sending again would not mend: then the batches that it has fail.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            // Nothing is connected before there is something to send.
            while (await work.TakeAsync(stop).ConfigureAwait(false) is { } first) await OneStreamAsync(first, stop).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            foreach (var batch in _unanswered) batch.Fail(e);
        }
    }

    private async Task OneStreamAsync(PendingBatch first, CancellationToken stop)
    {
        // No other stream is begun when the patience is over, whether it was spent on waiting or on streams that were silent.
        if (work.PatienceLeftMs <= 0 || Rent(first) is not { } lease)
        {
            work.GiveBack(first);
            if (work.PatienceLeftMs <= 0 || !await addresses.WaitAsync(work, stop).ConfigureAwait(false))
                work.Fail(Failure.Unavailable($"no answer within {work.PatienceMs:N0} ms from {addresses}"));
            return;
        }
        using var rented = lease;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var silence = new SilenceWatch(options.AnswerTimeout, work, lease.HasOther, end);
        try
        {
            await ExchangeAsync(lease, first, silence, end.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (!stop.IsCancellationRequested && (end.IsCancellationRequested || Failure.MayPass(e) || _unanswered.Count == 0))
        {
            // Without a batch that waits for its answer, there is none that could be at fault.
            if (end.IsCancellationRequested) lease.FellSilent(silence.SilentMs);
            else lease.Failed(e);
            while (_unanswered.TryDequeue(out var batch)) work.GiveBack(batch);
        }
        catch (RpcException e)
        {
            Failure.SetAddress(e, lease.Address.Uri);
            throw;
        }
    }

    /// <summary>Making a channel calls the caller's own code: a batch must not be lost where that throws.</summary>
    private AddressLease? Rent(PendingBatch first)
    {
        try
        {
            return addresses.TryRent();
        }
        catch (Exception e)
        {
            first.Fail(e);
            throw;
        }
    }

    /// <summary>Writes and reads at once: with both sides full, a client that only writes would stop for ever.</summary>
    private async Task ExchangeAsync(AddressLease lease, PendingBatch first, SilenceWatch silence, CancellationToken end)
    {
        // The service counts answers anew on every stream.
        _answers = new StreamAnswers(_memory);
        Expect(first, silence);
        using var call = lease.Invoker.AsyncDuplexStreamingCall(QuoteBinding.StreamQuotes, null, new CallOptions(cancellationToken: end));
        using var room = new SemaphoreSlim(options.BatchesInFlight - 1);
        using var noMore = CancellationTokenSource.CreateLinkedTokenSource(end, lease.MoveOn);
        var writing = WriteAsync(call.RequestStream, first, room, silence, noMore.Token);
        try
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None).ConfigureAwait(false))
            {
                Take(call.ResponseStream.Current, silence);
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

    private async Task WriteAsync(
        IClientStreamWriter<QuoteBatchColumns> requests, PendingBatch first, SemaphoreSlim room, SilenceWatch silence, CancellationToken noMore)
    {
        await requests.WriteAsync(first.Columns, CancellationToken.None).ConfigureAwait(false);
        while (await NextAsync(room, noMore).ConfigureAwait(false) is { } batch)
        {
            Expect(batch, silence);
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
            return await work.TakeAsync(noMore).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Whoever cancelled it knows.
            return null;
        }
    }

    /// <summary>From now on an answer is owed: a stream that gives none in time is broken.</summary>
    private void Expect(PendingBatch batch, SilenceWatch silence)
    {
        lock (_gate)
        {
            _unanswered.Enqueue(batch);
            if (_unanswered.Count == 1) silence.Owes();
        }
    }

    /// <summary>A reply is the one to the first batch that has none: the service answers in order.</summary>
    private void Take(QuoteBatchReplyColumns reply, SilenceWatch silence)
    {
        PendingBatch? batch;
        lock (_gate) _unanswered.TryPeek(out batch);
        if (batch is null || batch.Id != reply.BatchId)
        {
            var expected = batch is null ? "none" : $"{batch.Id}";
            throw new RpcException(new Status(StatusCode.Internal, $"the service answered batch {reply.BatchId}; expected was {expected}"));
        }
        batch.Complete(reply, _answers!);
        work.Answered();
        lock (_gate)
        {
            _unanswered.Dequeue();
            if (_unanswered.Count > 0) silence.Owes();
            else silence.OwesNothing();
        }
    }
}
