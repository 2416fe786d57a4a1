using System.Numerics;

namespace Canbao.Recalculation;

/// <summary>
/// How a run shares out its memory, in bytes. What it remembers to be fast is bounded here: a reached bound costs speed, never the run. The
/// shares follow the limit, and what each thread has its number, so that a small run shows what a large one does.
/// </summary>
/// <param name="Megabytes">What the process may have.</param>
/// <param name="Threads">How many answer.</param>
/// <param name="Tables">Whether it reads or writes tables of a database.</param>
internal sealed record MemoryBudget(int Megabytes, int Threads, bool Tables = false)
{
    // The program itself, its libraries, and the stacks of its threads; and what the database's library has beside the heap.
    private const int OutsideTheHeap = 80, OutsideOfTables = 25;

    // Tables of fixed size, buffers of files, and garbage between two collections.
    private const int FixedInTheHeap = 40;

    private const int LeastBlockBytes = 1 << 16, MostBlockBytes = 1 << 19, ExpansionOfBlocks = 8;

    /// <summary>What the managed heap may have.</summary>
    public long Heap => (long)(Megabytes - OutsideTheHeap - (Tables ? OutsideOfTables : 0)) << 20;

    /// <summary>Plans and the answers that they share.</summary>
    public long Plans => Share(36);

    /// <summary>Profiles by the bytes of their fields, for all threads.</summary>
    public long Profiles => Share(22);

    /// <summary>As many profiles are found by one thread without asking the others.</summary>
    public int ProfilesOfThread => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(Profiles / 512 / Threads, 1 << 10, 1 << 15));

    /// <summary>Rows of answers, and what their residents add up to, of one thread.</summary>
    public long RowsOfThread => Share(17) / Threads;

    /// <summary>A piece of the input; its outputs may be several times as long.</summary>
    public int BlockBytes => (int)Math.Clamp(Share(25) / (2 * Threads + 2) / ExpansionOfBlocks, LeastBlockBytes, MostBlockBytes);

    /// <summary>What a client of the service may hold of profiles: the service has the plans.</summary>
    public long ProfilesOfClient => Share(15);

    private long Share(int percent) => (Heap - (FixedInTheHeap << 20)) / 100 * percent;
}
