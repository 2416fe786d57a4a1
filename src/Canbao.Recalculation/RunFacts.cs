using Canbao.Recalculation.Settlement;

namespace Canbao.Recalculation;

/// <summary>What is told of a run beside what its job came to.</summary>
/// <param name="RowsBefore">Rows that earlier runs of the job had done already.</param>
/// <param name="WasFinished">Whether an earlier run had finished it.</param>
/// <param name="Duplicates">Ids that stand in the input twice; null if they were not looked for in this run.</param>
internal sealed record RunFacts(long RowsBefore, bool WasFinished, ReportDuplicates? Duplicates)
{
    /// <summary>What people should know of how the input was read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
