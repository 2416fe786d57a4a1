using Grpc.Core;

namespace Canbao.Api.Client;

/// <summary>
/// How long it still goes on without an answer. Counts the milliseconds that pass, which is no date: the day of the machine has no part in it.
/// </summary>
internal sealed class Patience(TimeSpan whole)
{
    private long _sinceMs = Environment.TickCount64;

    public long LeftMs => _sinceMs + (long)whole.TotalMilliseconds - Environment.TickCount64;

    public bool IsOver => LeftMs <= 0;

    /// <summary>Begins anew: there was an answer, or there is something new to be answered.</summary>
    public void Restart() => _sinceMs = Environment.TickCount64;

    /// <summary>Says that it is over, and what the addresses last said.</summary>
    public RpcException Over(string addresses) =>
        Failure.Unavailable($"no answer within {(long)whole.TotalMilliseconds:N0} ms from {addresses}");
}
