using Canbao.Documents.Residents;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.Recalculation.Blocks;

namespace Canbao.Recalculation.Differences;

/// <summary>
/// Quotes every resident of an input under two policies and adds up the money: a difference run without output. Region and revision of a row
/// are not used, and its benefit year says only to which year its dates belong.
/// </summary>
/// <param name="book">The codes that inputs may name, and both policies.</param>
internal sealed class ComparisonRun(PolicyBook book, Policy before, Policy after)
{
    private const long RowsBetweenCounts = 1 << 20;

    /// <summary>The columns that do not matter: the policies are given.</summary>
    public static readonly ValueList<string> NotRead = [ResidentFields.Region, ResidentFields.PolicyRevision];

    public MoneyComparison Money { get; } = new();

    public long Rejected { get; private set; }

    /// <summary>Rows in which nothing stands.</summary>
    public long Blank { get; private set; }

    /// <summary>Reads to the end.</summary>
    /// <param name="source">The residents; read once.</param>
    /// <param name="memory">For how many threads, and what they may hold.</param>
    /// <param name="reject">Is told every problem of a row that cannot be quoted, in the order of the rows.</param>
    /// <param name="progress">Is told how far the run is.</param>
    public void Run(IInputSource source, MemoryBudget memory, Action<RejectedRow> reject, Action<RunProgress> progress, CancellationToken stop)
    {
        using var plans = new PlanCache(memory.Plans);
        using var input = source.Start(source.First, long.MaxValue, RowsBetweenCounts);
        var tiers = new TierNumbers();
        ComparisonWorker NewWorker() => new(book, before, after, input.NewReader(), plans, tiers);
        ComparisonWorker[] workers = [.. Enumerable.Range(0, memory.Threads).Select(_ => NewWorker())];
        var rows = 0L;
        using (var pipeline = new BlockPipeline(input, workers, RowsBetweenCounts)) pipeline.Run(Take, (_, _) => { }, stop);
        source.CheckUnchanged();
        foreach (var worker in workers) Money.Add(worker.Money);

        void Take(Block block)
        {
            foreach (var row in block.Rejects) reject(row);
            Rejected += block.Rejected;
            Blank += block.Blank;
            rows += block.Rows;
            progress(new(input.Done, input.Whole, rows, Rejected));
        }
    }
}
