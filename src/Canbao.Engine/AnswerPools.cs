using Canbao.Policies.Model;

namespace Canbao.Engine;

/// <summary>
/// The pools of all timelines, bounded in bytes together: when there is no room, the one is closed that was not used for longest; if all are in
/// use, the one that grows is full. Safe for several threads.
/// </summary>
/// <param name="bytes">The bound.</param>
/// <param name="closed">Is told of every pool that was closed for want of room.</param>
internal sealed class AnswerPools(long bytes, Action<AnswerPool> closed)
{
    // Counted in answers that were added since.
    private const int UnusedAfter = 1 << 13;

    private readonly Dictionary<Timeline, AnswerPool> _open = new(ReferenceEqualityComparer.Instance);
    private readonly Lock _changing = new();
    private long _charged, _charges;

    /// <summary>The pool of a timeline; a new one if it has none.</summary>
    public AnswerPool Of(Timeline timeline)
    {
        lock (_changing)
        {
            if (!_open.TryGetValue(timeline, out var pool)) _open.Add(timeline, pool = new AnswerPool(timeline, this));
            Use(pool);
            return pool;
        }
    }

    /// <summary>Time is counted in answers: while none are added, nothing has to make room.</summary>
    public void Use(AnswerPool pool)
    {
        var now = Volatile.Read(ref _charges);
        if (pool.LastUsed != now) pool.LastUsed = now;
    }

    /// <summary>A pool has one answer more, or something else of so many bytes.</summary>
    public void Charge(AnswerPool pool, int bytesMore = AnswerPool.BytesPerAnswer)
    {
        AnswerPool? oldest = null;
        lock (_changing)
        {
            if (pool.IsClosed) return;
            pool.LastUsed = ++_charges;
            pool.Charged += bytesMore;
            _charged += bytesMore;
            if (_charged <= bytes) return;
            oldest = _open.Values.MinBy(p => p.LastUsed)!;
            if (_charges - oldest.LastUsed < UnusedAfter)
            {
                pool.SetFull(true);
                return;
            }
        }
        GiveUp(oldest);
    }

    /// <summary>For want of room.</summary>
    public void GiveUp(AnswerPool pool)
    {
        if (Close(pool)) closed(pool);
    }

    /// <summary>False if it was closed before.</summary>
    public bool Close(AnswerPool pool)
    {
        lock (_changing)
        {
            if (pool.IsClosed) return false;
            pool.Close();
            _charged -= pool.Charged;
            foreach (var other in _open.Values) other.SetFull(false);
            return _open.Remove(pool.Timeline);
        }
    }

    /// <summary>Of a timeline that was retired.</summary>
    public void Close(Timeline timeline)
    {
        AnswerPool? pool;
        lock (_changing) _open.TryGetValue(timeline, out pool);
        if (pool is not null) Close(pool);
    }
}
