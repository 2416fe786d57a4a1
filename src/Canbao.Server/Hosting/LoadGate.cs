using Canbao.Mapping;
using Grpc.Core;

namespace Canbao.Server.Hosting;

/// <summary>Refuses work at once when there is too much of it, instead of queueing it.</summary>
public sealed class LoadGate(ServiceLimits limits)
{
    private int _streams, _calls;
    private bool _used;

    public Place EnterStream() => Enter(ref _streams, limits.MaxStreams, "streams", this, isStream: true);

    public Place EnterCall()
    {
        CountBatch();
        return Enter(ref _calls, limits.MaxCalls, "calls", this, isStream: false);
    }

    /// <summary>A stream is long: work comes with each of its batches.</summary>
    public void CountBatch() => Volatile.Write(ref _used, true);

    /// <summary>Whether there was work since this was asked last: what can wait gives way then.</summary>
    public bool WasUsed()
    {
        var used = Volatile.Read(ref _used);
        Volatile.Write(ref _used, false);
        return used;
    }

    private static Place Enter(ref int count, int max, string what, LoadGate gate, bool isStream)
    {
        if (Interlocked.Increment(ref count) <= max) return new Place(gate, isStream);
        Interlocked.Decrement(ref count);
        throw new RpcException(new Status(StatusCode.ResourceExhausted, $"overloaded: {max} {what} at once are allowed; try again later"));
    }

    /// <summary>A place among the work in progress; leaving it frees it.</summary>
    public readonly struct Place(LoadGate gate, bool isStream) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref isStream ? ref gate._streams : ref gate._calls);
    }
}
