namespace Canbao.Api.Client;

/// <summary>
/// The addresses with their streams. A new stream goes to the address with the fewest streams of those that serve, in turn among equals;
/// one that no longer serves is left, and one that serves again gets streams back.
/// </summary>
internal sealed class AddressPool : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly ServiceAddress[] _addresses;
    private readonly HashSet<AddressLease> _leases = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _turn;

    public AddressPool(QuoteClientOptions options) =>
        _addresses = [.. options.Addresses.Select(uri => new ServiceAddress(uri, options, OnChanged))];

    /// <summary>An address that may be used now; null if there is none.</summary>
    public AddressLease? TryRent()
    {
        lock (_gate)
        {
            if (Best() is not { } address) return null;
            var lease = new AddressLease(this, address);
            _leases.Add(lease);
            _turn = (Array.IndexOf(_addresses, address) + 1) % _addresses.Length;
            return lease;
        }
    }

    /// <summary>Waits until an address may be used; false if the patience with the work ends first.</summary>
    public async Task<bool> WaitAsync(BatchWork work, CancellationToken stop)
    {
        foreach (var address in _addresses) address.Start();
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (Best() is not null) return true;
                changed = _changed.Task;
            }
            var left = work.PatienceLeftMs;
            if (left <= 0) return false;
            var wait = _addresses.Where(a => a.State == AddressState.Serving).Select(a => a.WaitMs).Append(left).Min();
            await Task.WhenAny(changed, Task.Delay(TimeSpan.FromMilliseconds(Math.Max(1, wait)), stop)).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Whether another address than this one may be used now.</summary>
    public bool HasOther(ServiceAddress address)
    {
        lock (_gate) return _addresses.Any(other => other != address && IsUsable(other));
    }

    public void Return(AddressLease lease)
    {
        lock (_gate) _leases.Remove(lease);
    }

    /// <summary>The addresses, each with what is known of it.</summary>
    public override string ToString() => string.Join("; ", _addresses.Select(a => a.ToString()));

    public async ValueTask DisposeAsync()
    {
        foreach (var address in _addresses) await address.DisposeAsync().ConfigureAwait(false);
    }

    private ServiceAddress? Best()
    {
        ServiceAddress? best = null;
        for (var i = 0; i < _addresses.Length; i++)
        {
            var address = _addresses[(_turn + i) % _addresses.Length];
            if (IsUsable(address) && (best is null || Streams(address) < Streams(best))) best = address;
        }
        return best;
    }

    private static bool IsUsable(ServiceAddress address) => address.State == AddressState.Serving && address.WaitMs <= 0;

    private int Streams(ServiceAddress address) => _leases.Count(lease => lease.Address == address && !lease.IsLeaving);

    private void OnChanged()
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            foreach (var lease in _leases.Where(l => !l.IsLeaving && l.Address.State == AddressState.Away)) lease.Leave();
            while (Best() is { } fewest && Busiest() is { } busiest && Streams(busiest) > Streams(fewest) + 1)
                _leases.First(l => l.Address == busiest && !l.IsLeaving).Leave();
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        changed.SetResult();
    }

    private ServiceAddress? Busiest() => _addresses.MaxBy(Streams);
}
