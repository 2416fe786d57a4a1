using System.Text;
using Canbao.Cli.Recalculation.Parts;
using Canbao.Cli.Settlement;
using Canbao.Engine;

namespace Canbao.Cli.Recalculation;

/// <summary>What a finished job leaves for people: settlement sheets, the list of ids that stand there twice, and a report.</summary>
/// <param name="sheets">The folder of the sheets; made if there is none.</param>
/// <param name="report">The page; null for none.</param>
internal sealed class ResultFiles(PolicyBook book, string sheets, string? report)
{
    /// <summary>Writes all of them; the duplicates, if they were looked for.</summary>
    /// <param name="input">What was read, as people know it.</param>
    /// <param name="output">What was written.</param>
    /// <param name="spills">The ids; of shards in their order. Null if nobody looks for duplicates.</param>
    public ReportDuplicates? Write(string input, string output, PartTotals totals, IReadOnlyList<IdSpill>? spills, CancellationToken stop)
    {
        if (totals.Sheet.Balances() is { Holds: false } balance) throw new InvalidOperationException(string.Join("; ", balance.Problems));
        Directory.CreateDirectory(sheets);
        var names = new SheetNames(book);
        foreach (var table in SettlementTables.All(totals.Sheet, names)) WriteSheet(table);
        var duplicates = spills is null ? null : WriteDuplicates(spills, stop);
        if (report is not null) WriteReport(input, output, totals, duplicates);
        return duplicates;
    }

    private ReportDuplicates WriteDuplicates(IReadOnlyList<IdSpill> spills, CancellationToken stop)
    {
        using var search = new DuplicateSearch(spills, sheets, stop);
        // Also those of shards have the line of the whole input: as if there were one source.
        WriteSheet(ReportTables.Duplicates(search.List(), sources: 1));
        return ReportDuplicates.Of(search) with { Sources = 1 };
    }

    private void WriteSheet(SheetTable table)
    {
        using var file = new WholeFile(Path.Combine(sheets, $"{table.Name}.csv"));
        SheetCsv.Write(file.Stream, table);
        WholeFile.Complete(file);
    }

    private void WriteReport(string input, string output, PartTotals totals, ReportDuplicates? duplicates)
    {
        using var file = new WholeFile(report!);
        using (var writer = new StreamWriter(file.Stream, new UTF8Encoding(false), leaveOpen: true))
            ReportHtml.Write(writer, new ReportData
            {
                Input = input, Output = output, MadeAt = DateTimeOffset.Now, Version = EngineVersion.Current, Book = book,
                Rows = totals.Rows, Answered = totals.Answered, Rejected = totals.Rejected, Checksum = totals.Checksum.ToString(),
                Sheet = totals.Sheet, Reasons = totals.Reasons, Rejects = totals.Problems, Duplicates = duplicates,
            });
        WholeFile.Complete(file);
    }
}
