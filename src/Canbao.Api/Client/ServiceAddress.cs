using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
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
    private readonly Stack<GrpcChannel> _idle = [];
    private readonly GrpcChannel _healthChannel;
    private readonly Backoff _penalty;
    private CancellationTokenSource? _watch;
    private string _reason = "its health is not known yet";
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

    public override string ToString() => _lastFailure is { } failure ? $"{Uri} ({_reason}; {failure})" : $"{Uri} ({_reason})";

    /// <summary>Begins to watch, if it does not yet.</summary>
    public void Start()
    {
        lock (_gate) _watching ??= Task.Run(WatchAsync);
    }

    /// <summary>A connection of no other stream.</summary>
    public GrpcChannel TakeChannel()
    {
        lock (_gate)
            if (_idle.TryPop(out var channel)) return channel;
        return NewChannel();
    }

    public void ReturnChannel(GrpcChannel channel, bool broken)
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
    public void Failed(string reason)
    {
        Interlocked.Exchange(ref _notBeforeMs, Environment.TickCount64 + (long)_penalty.Next().TotalMilliseconds);
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
            using var call = new Health.HealthClient(_healthChannel).Watch(new HealthCheckRequest(), cancellationToken: stop);
            while (await call.ResponseStream.MoveNext(stop).ConfigureAwait(false))
            {
                backoff.Reset();
                Set(call.ResponseStream.Current.Status);
            }
            Set(AddressState.Away, "it ended the watch of its health");
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unimplemented)
        {
            Set(AddressState.Serving, "it has no health service");
            await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception e)
        {
            // The end of the watch is its own when it was asked to stop, or to look again.
            if (!stop.IsCancellationRequested) Set(AddressState.Away, Failure.Describe(e));
        }
    }

    private void Set(ServingStatus status) =>
        Set(status == ServingStatus.Serving ? AddressState.Serving : AddressState.Away, $"its health is {status}");

    private void Set(AddressState state, string reason)
    {
        lock (_gate) (State, _reason) = (state, reason);
        _changed();
    }

    private GrpcChannel NewChannel()
    {
        var options = new GrpcChannelOptions
        {
            // A peer that has gone without a word is found by pings; one that is not there is not waited for.
            HttpHandler = new SocketsHttpHandler
            {
                ConnectTimeout = TimeSpan.FromSeconds(5), KeepAlivePingDelay = TimeSpan.FromSeconds(10), KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            },
            DisposeHttpClient = true,
        };
        _options.ConfigureChannel?.Invoke(Uri, options);
        return GrpcChannel.ForAddress(Uri, options);
    }
}
