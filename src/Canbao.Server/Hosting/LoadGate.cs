using Grpc.Core;

namespace Canbao.Server.Hosting;

/// <summary>Refuses work at once when there is too much of it, instead of queueing it.</summary>
public sealed class LoadGate(ServiceLimits limits)
{
    private int _streams, _calls;

    public Place EnterStream() => Enter(ref _streams, limits.MaxStreams, "streams", this, isStream: true);

    public Place EnterCall() => Enter(ref _calls, limits.MaxCalls, "calls", this, isStream: false);

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
