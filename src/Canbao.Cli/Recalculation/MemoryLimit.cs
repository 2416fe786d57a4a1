namespace Canbao.Cli.Recalculation;

/// <summary>Keeps the managed heap small: left to itself it grows with the machine, not with what is needed.</summary>
internal static class MemoryLimit
{
    /// <summary>What a run has at the most if nothing else is said, and what it must have.</summary>
    public const int DefaultMegabytes = 300, LeastMegabytes = 200;

    // The program itself, its libraries, and the stacks of its threads.
    private const int OutsideTheHeap = 80;

    /// <summary>Of this process, from now on. What needs more ends with <see cref="OutOfMemoryException"/>.</summary>
    public static void Set(int megabytes)
    {
        AppContext.SetData("GCHeapHardLimit", (ulong)(megabytes - OutsideTheHeap) << 20);
        GC.RefreshMemoryLimit();
    }
}
