namespace Canbao.Recalculation;

/// <summary>Keeps the managed heap small: left to itself it grows with the machine, not with what is needed.</summary>
internal static class MemoryLimit
{
    /// <summary>What a run must have.</summary>
    public const int LeastMegabytes = 200;

    // A client of the service holds what it has sent; a baseline has plans of its own.
    private const int UsualMegabytes = 300, MegabytesOfTwo = 500;

    // The program itself, its libraries, and the stacks of its threads.
    private const int OutsideTheHeap = 80;

    /// <summary>What a run has at the most.</summary>
    public static int Of(RecalculationOptions options) =>
        options.Megabytes ?? (options.Service is null && options.Baseline is null ? UsualMegabytes : MegabytesOfTwo);

    /// <summary>Of this process, from now on. What needs more ends with <see cref="OutOfMemoryException"/>.</summary>
    public static void Set(int megabytes)
    {
        AppContext.SetData("GCHeapHardLimit", (ulong)(megabytes - OutsideTheHeap) << 20);
        GC.RefreshMemoryLimit();
    }
}
