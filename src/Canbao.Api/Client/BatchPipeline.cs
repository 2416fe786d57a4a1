using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Canbao.Api.Client;

/// <summary>
/// Batches in, the same batches with their answers out, in order over all streams. There are never more of them than
/// <see cref="QuoteClientOptions.BatchesInFlight"/> in each stream and two: a caller that is slow to take answers stops the source.
/// </summary>
internal sealed class BatchPipeline
{
    private readonly ConcurrentQueue<PendingBatch> _unused = [];
    private readonly Channel<PendingBatch> _order;
    private readonly BatchWork _work;
    private readonly StreamSlot[] _slots;
    private ulong _lastId;

    public BatchPipeline(QuoteClientOptions options, AddressPool addresses)
    {
        _order = Channel.CreateBounded<PendingBatch>(options.Streams * options.BatchesInFlight);
        _work = new BatchWork(options.Patience);
        _slots = [.. Enumerable.Range(0, options.Streams).Select(_ => new StreamSlot(options, addresses, _work))];
    }

    /// <summary>A batch to be filled: its memory is that of one whose answers the caller has had.</summary>
    public PendingBatch NewBatch() => _unused.TryDequeue(out var batch) ? batch : new PendingBatch();

    /// <summary>Starts everything; done when nothing of it is left.</summary>
    public Task StartAsync(IAsyncEnumerable<PendingBatch> source, CancellationToken stop) =>
        Task.WhenAll([Task.Run(() => PumpAsync(source, stop), CancellationToken.None), .. _slots.Select(slot => Task.Run(() => slot.RunAsync(stop)))]);

    /// <summary>The batches with their answers; each is good until the next is asked for. Throws what the source throws, after the answers before it.</summary>
    public async IAsyncEnumerable<PendingBatch> AnsweredAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var batch in _order.Reader.ReadAllAsync(stop).ConfigureAwait(false))
        {
            await batch.Answered.WaitAsync(stop).ConfigureAwait(false);
            yield return batch;
            batch.Reset();
            _unused.Enqueue(batch);
        }
    }

    private async Task PumpAsync(IAsyncEnumerable<PendingBatch> source, CancellationToken stop)
    {
        Exception? failure = null;
        try
        {
            await foreach (var batch in source.WithCancellation(stop).ConfigureAwait(false))
            {
                batch.Columns.BatchId = ++_lastId;
                await _order.Writer.WriteAsync(batch, stop).ConfigureAwait(false);
                _work.Add(batch);
            }
        }
        catch (Exception e)
        {
            failure = e;
        }
        _order.Writer.Complete(failure);
        _work.SourceEnded();
    }
}
