namespace Canbao.Recalculation;

/// <summary>Collects the young garbage of a long reading early, so that its memory does not depend on the machine.</summary>
internal sealed class EarlyCollection
{
    // The runtime sizes its youngest generation by the processor's cache: on a large machine that alone would be hundreds of megabytes.
    private const long Bytes = 32L << 20;

    private long _collectedAt = GC.GetAllocatedBytesForCurrentThread();

    /// <summary>To be called now and then by the thread that reads.</summary>
    public void Collect()
    {
        if (GC.GetAllocatedBytesForCurrentThread() - _collectedAt < Bytes) return;
        GC.Collect(1);
        _collectedAt = GC.GetAllocatedBytesForCurrentThread();
    }
}
