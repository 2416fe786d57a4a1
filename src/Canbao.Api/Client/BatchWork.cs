using System.Threading.Channels;

namespace Canbao.Api.Client;

/// <summary>
/// The batches that no stream has, first come first. A stream that breaks gives its batches back, and whichever stream has room goes on
/// with the first of them. It is over when the source has ended and every batch is answered.
/// </summary>
internal sealed class BatchWork(TimeSpan patience)
{
    private readonly Channel<PendingBatch> _waiting = Channel.CreateUnboundedPrioritized(
        new UnboundedPrioritizedChannelOptions<PendingBatch> { Comparer = Comparer<PendingBatch>.Create((a, b) => a.Id.CompareTo(b.Id)) });

    private readonly Lock _gate = new();
    private int _unanswered;
    private bool _sourceEnded;
    private long _sinceMs;

    public long PatienceMs => (long)patience.TotalMilliseconds;

    /// <summary>
    /// How long it may still go on without any answer. Counts the milliseconds that pass, which is no date: the day of the machine has no
    /// part in it. As long as no answer is owed, it does not count.
    /// </summary>
    public long PatienceLeftMs
    {
        get
        {
            lock (_gate) return _unanswered == 0 ? PatienceMs : PatienceMs + _sinceMs - Environment.TickCount64;
        }
    }

    public void Add(PendingBatch batch)
    {
        lock (_gate)
            if (_unanswered++ == 0) _sinceMs = Environment.TickCount64;
        _waiting.Writer.TryWrite(batch);
    }

    public void GiveBack(PendingBatch batch) => _waiting.Writer.TryWrite(batch);

    /// <summary>Null when it is over.</summary>
    public async ValueTask<PendingBatch?> TakeAsync(CancellationToken stop)
    {
        while (await _waiting.Reader.WaitToReadAsync(stop).ConfigureAwait(false))
            if (_waiting.Reader.TryRead(out var batch)) return batch;
        return null;
    }

    public void Answered()
    {
        lock (_gate)
        {
            _sinceMs = Environment.TickCount64;
            if (--_unanswered == 0 && _sourceEnded) _waiting.Writer.TryComplete();
        }
    }

    public void SourceEnded()
    {
        lock (_gate)
        {
            _sourceEnded = true;
            if (_unanswered == 0) _waiting.Writer.TryComplete();
        }
    }

    /// <summary>Nobody can do the batches that wait.</summary>
    public void Fail(Exception why)
    {
        while (_waiting.Reader.TryRead(out var batch)) batch.Fail(why);
    }
}
