namespace GrpcLite.Tests.Retries;

internal sealed class AttemptCounter
{
    private int value;

    internal int Value => Volatile.Read(ref value);

    internal int Next() => Interlocked.Increment(ref value);
}
