namespace Canbao.Recalculation;

/// <summary>Keeps the managed heap small: left to itself it grows with the machine, not with what is needed.</summary>
internal static class MemoryLimit
{
    /// <summary>What a run must have.</summary>
    public const int LeastMegabytes = 200;

    // A baseline has plans and answers of its own.
    private const int UsualMegabytes = 300, MegabytesOfBaseline = 500;

    // Each thread has tables of fixed size.
    private const int UsualThreads = 4, MegabytesOfThread = 10;

    /// <summary>What a run may have, and how it shares that out.</summary>
    public static MemoryBudget Of(RecalculationOptions options)
    {
        var usual = options.Baseline is null ? UsualMegabytes : MegabytesOfBaseline;
        var more = MegabytesOfThread * Math.Max(0, options.Threads - UsualThreads);
        return new(options.Megabytes ?? usual + more, options.WorkingThreads, options.UsesTables);
    }

    /// <summary>How a comparison without output shares out what it may have.</summary>
    public static MemoryBudget OfComparison(int threads) => new(MegabytesOfBaseline, threads);

    /// <summary>Of this process, from now on. What needs more ends with <see cref="OutOfMemoryException"/>.</summary>
    public static void Set(MemoryBudget budget)
    {
        AppContext.SetData("GCHeapHardLimit", (ulong)budget.Heap);
        GC.RefreshMemoryLimit();
    }
}
