using Grpc.Core;

namespace Canbao.Api.Client;

/// <summary>An address that one stream uses, with a connection of its own. Disposed when the stream has ended.</summary>
internal sealed class AddressLease : IDisposable
{
    private readonly AddressPool _pool;
    private readonly ServiceChannel _channel;
    private readonly CancellationTokenSource _moveOn = new();
    private bool _broken;

    public AddressLease(AddressPool pool, ServiceAddress address)
    {
        (_pool, Address) = (pool, address);
        _channel = address.TakeChannel();
        MoveOn = _moveOn.Token;
    }

    public ServiceAddress Address { get; }

    public CallInvoker Invoker => _channel.Invoker;

    /// <summary>Cancelled when the stream should send no more, wait for what it is owed, and go to another address.</summary>
    public CancellationToken MoveOn { get; }

    /// <summary>Whether it was told to move on.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Whether another address may be tried now.</summary>
    public bool HasOther() => _pool.HasOther(Address);

    /// <summary>The stream has failed.</summary>
    public void Failed(Exception e) => Failed(_channel.Describe(e), leastWaitMs: 0);

    /// <summary>The stream was silent for too long: as long again the address is left alone, if there is another one.</summary>
    public void FellSilent(long silentMs) => Failed($"a stream of it was silent for {silentMs:N0} ms", HasOther() ? silentMs : 0);

    private void Failed(string reason, long leastWaitMs)
    {
        _broken = true;
        Address.Failed(reason, leastWaitMs);
    }

    /// <summary>For the pool, under its lock.</summary>
    public void Leave()
    {
        IsLeaving = true;
        // Whoever waits for it must not go on under the pool's lock.
        ThreadPool.UnsafeQueueUserWorkItem(static moveOn => moveOn.Cancel(), _moveOn, preferLocal: false);
    }

    public void Dispose()
    {
        // The source of the token is not disposed: it has no timer and no parent, and may be about to be cancelled.
        Address.ReturnChannel(_channel, _broken);
        _pool.Return(this);
    }
}
