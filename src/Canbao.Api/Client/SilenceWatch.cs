namespace Canbao.Api.Client;

/// <summary>
/// Ends a stream that owes an answer for too long: longer than one stream may be silent, or than the patience with the work lasts. While
/// another address may be tried, a part of the patience is kept for it.
/// </summary>
internal sealed class SilenceWatch : IDisposable
{
    // Where another address waits, a silent stream may have two thirds of what is left; but not so little that nobody could answer.
    private const long LeastMs = 250, LookAgainMs = 500;

    private readonly Lock _gate = new();
    private readonly BatchWork _work;
    private readonly Func<bool> _hasOther;
    private readonly CancellationTokenSource _end;
    private readonly Timer _timer;
    private readonly long _mostMs;
    private long _sinceMs;
    private bool _owes, _isSet, _disposed;

    /// <param name="most">How long one stream may be silent.</param>
    /// <param name="work">Whose patience counts.</param>
    /// <param name="hasOther">Whether another address may be tried now.</param>
    /// <param name="end">Cancelled to end the stream.</param>
    public SilenceWatch(TimeSpan most, BatchWork work, Func<bool> hasOther, CancellationTokenSource end)
    {
        (_mostMs, _work, _hasOther, _end) = ((long)most.TotalMilliseconds, work, hasOther, end);
        _timer = new Timer(static watch => ((SilenceWatch)watch!).Look(), this, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>How long the stream had been silent when it was ended, in milliseconds; 0 if it was not.</summary>
    public long SilentMs { get; private set; }

    /// <summary>From now on an answer is owed.</summary>
    public void Owes()
    {
        lock (_gate)
        {
            (_owes, _sinceMs) = (true, Environment.TickCount64);
            // The end only ever moves away: a timer that is set already looks for itself how long it has to go on.
            if (!_isSet) Set(Left());
        }
    }

    /// <summary>Everything is answered.</summary>
    public void OwesNothing()
    {
        lock (_gate) _owes = false;
    }

    public void Dispose()
    {
        lock (_gate) _disposed = true;
        _timer.Dispose();
    }

    private void Look()
    {
        lock (_gate)
        {
            _isSet = false;
            if (_disposed || !_owes) return;
            var left = Left();
            if (left > 0)
            {
                Set(left);
                return;
            }
            SilentMs = Environment.TickCount64 - _sinceMs;
        }
        // Whoever listens to the token runs with it: not under the lock.
        End();
    }

    private void Set(long milliseconds)
    {
        if (_disposed) return;
        _isSet = true;
        _timer.Change(Math.Max(1, milliseconds), Timeout.Infinite);
    }

    /// <summary>Milliseconds until it is to be looked at again; 0 or less when the stream is to be ended.</summary>
    private long Left()
    {
        var now = Environment.TickCount64;
        var patience = _work.PatienceLeftMs;
        var left = Math.Min(_sinceMs + _mostMs - now, patience);
        if (left <= 0) return left;
        // The patience began anew with every answer, which may have come over another stream.
        var began = Math.Max(_sinceMs, now + patience - _work.PatienceMs);
        var share = began + Math.Max(LeastMs, (now + patience - began) * 2 / 3) - now;
        if (share > 0) return Math.Min(left, share);
        return _hasOther() ? share : Math.Min(left, LookAgainMs);
    }

    private void End()
    {
        try
        {
            _end.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The stream has ended by itself.
        }
    }
}
