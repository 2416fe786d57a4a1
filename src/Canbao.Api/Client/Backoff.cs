namespace Canbao.Api.Client;

/// <summary>Waits that double with each failure, varied by half, so that many clients do not come back at once.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan most)
{
    private const int MaxDoublings = 20;

    private int _failures;

    public void Reset() => _failures = 0;

    public TimeSpan Next()
    {
        var whole = Math.Min(first.Ticks << Math.Min(_failures++, MaxDoublings), most.Ticks);
        return new TimeSpan(whole - Random.Shared.NextInt64(whole / 2 + 1));
    }
}
