using Canbao.V1;
using Grpc.Core;
using Grpc.Health.V1;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Canbao.Api.Client;

/// <summary>Whether an address may be used. Unknown: it has not answered yet, or a stream of it has failed since it did.</summary>
internal enum AddressState
{
    Unknown,
    Serving,
    Away,
}

/// <summary>
/// One address: watches its health (grpc.health.v1) over a connection of its own, and keeps the connections of its streams. A service
/// without the health service is taken to serve as long as it can be reached.
/// </summary>
internal sealed class ServiceAddress : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly QuoteClientOptions _options;
    private readonly Action _changed;
    private readonly CancellationTokenSource _stop = new();
    private readonly Stack<ServiceChannel> _idle = [];
    private readonly ServiceChannel _healthChannel;
    private readonly Backoff _penalty;
    private CancellationTokenSource? _watch;
    private string? _reason;
    private string? _lastFailure;
    private Task? _watching;
    private Task _endingWatch = Task.CompletedTask;
    private long _notBeforeMs;

    public ServiceAddress(Uri uri, QuoteClientOptions options, Action changed)
    {
        (Uri, _options, _changed) = (uri, options, changed);
        _penalty = new Backoff(options.FirstBackoff, options.MaxBackoff);
        _healthChannel = NewChannel();
    }

    public Uri Uri { get; }

    public AddressState State { get; private set; }

    /// <summary>Milliseconds until it may be used after a failure; 0 or less for now.</summary>
    public long WaitMs => Interlocked.Read(ref _notBeforeMs) - Environment.TickCount64;

    public override string ToString()
    {
        var reason = _reason ?? _healthChannel.Heard ?? "says nothing";
        return _lastFailure is { } failure && failure != reason ? $"{Uri} ({reason}; {failure})" : $"{Uri} ({reason})";
    }

    /// <summary>Begins to watch, if it does not yet.</summary>
    public void Start()
    {
        lock (_gate) _watching ??= Task.Run(WatchAsync);
    }

    /// <summary>A connection of no other stream.</summary>
    public ServiceChannel TakeChannel()
    {
        lock (_gate)
            if (_idle.TryPop(out var channel)) return channel;
        return NewChannel();
    }

    public void ReturnChannel(ServiceChannel channel, bool broken)
    {
        lock (_gate)
        {
            if (!broken && !_stop.IsCancellationRequested)
            {
                _idle.Push(channel);
                return;
            }
        }
        channel.Dispose();
    }

    /// <summary>A stream has got an answer.</summary>
    public void Answered()
    {
        _penalty.Reset();
        _lastFailure = null;
    }

    /// <summary>A stream has failed: the address is asked for its health again, and is used later.</summary>
    public void Failed(string reason, long leastWaitMs)
    {
        Interlocked.Exchange(ref _notBeforeMs, Environment.TickCount64 + Math.Max(leastWaitMs, (long)_penalty.Next().TotalMilliseconds));
        lock (_gate)
        {
            if (State == AddressState.Serving) State = AddressState.Unknown;
            _lastFailure = reason;
            if (_watch is not null) _endingWatch = _watch.CancelAsync();
        }
        _changed();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_watching is not null) await _watching.ConfigureAwait(false);
        _healthChannel.Dispose();
        lock (_gate)
            while (_idle.TryPop(out var channel)) channel.Dispose();
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        var backoff = new Backoff(_options.FirstBackoff, _options.MaxBackoff);
        while (!_stop.IsCancellationRequested)
        {
            using var watch = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            lock (_gate) _watch = watch;
            await WatchOnceAsync(backoff, watch.Token).ConfigureAwait(false);
            // Asked to look again: at once. It ended by itself: not too often.
            await Task.Delay(backoff.Next(), watch.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Task ending;
            lock (_gate) (_watch, ending) = (null, _endingWatch);
            await ending.ConfigureAwait(false);
        }
    }

    private async Task WatchOnceAsync(Backoff backoff, CancellationToken stop)
    {
        try
        {
            using var call = new Health.HealthClient(_healthChannel.Invoker).Watch(new HealthCheckRequest(), cancellationToken: stop);
            while (await call.ResponseStream.MoveNext(stop).ConfigureAwait(false))
            {
                backoff.Reset();
                Set(call.ResponseStream.Current.Status);
            }
            Set(AddressState.Away, "it ended the watch of its health");
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unimplemented || Failure.IsNoGrpcService(e))
        {
            await WatchWithoutHealthAsync(stop).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            SetAway(e, stop);
        }
    }

    /// <summary>It may be a service all the same, or something else altogether: a stream without batches tells.</summary>
    private async Task WatchWithoutHealthAsync(CancellationToken stop)
    {
        try
        {
            await TryStreamAsync(stop).ConfigureAwait(false);
            Set(AddressState.Serving, "it has no health service");
            await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception e)
        {
            SetAway(e, stop);
        }
    }

    private async Task TryStreamAsync(CancellationToken stop)
    {
        try
        {
            using var call = _healthChannel.Invoker.AsyncDuplexStreamingCall(QuoteBinding.StreamQuotes, null, new CallOptions(cancellationToken: stop));
            await call.RequestStream.CompleteAsync().ConfigureAwait(false);
            await call.ResponseStream.MoveNext(stop).ConfigureAwait(false);
        }
        catch (RpcException e) when (Failure.IsOfTheService(e) && e.StatusCode != StatusCode.Unimplemented && !stop.IsCancellationRequested)
        {
            // It is there; whether it takes batches is for the streams to find out.
        }
    }

    private void SetAway(Exception e, CancellationToken stop)
    {
        // The end of the watch is its own when it was asked to stop, or to look again.
        if (!stop.IsCancellationRequested) Set(AddressState.Away, _healthChannel.Describe(e));
    }

    private void Set(ServingStatus status) =>
        Set(status == ServingStatus.Serving ? AddressState.Serving : AddressState.Away, $"its health is {status}");

    private void Set(AddressState state, string reason)
    {
        lock (_gate) (State, _reason) = (state, reason);
        _changed();
    }

    private ServiceChannel NewChannel() => new(Uri, _options.ConfigureChannel);
}
