using System.Text;
using System.Text.RegularExpressions;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Recalculation.Parts;
using Canbao.Recalculation.Settlement;

namespace Canbao.Recalculation;

/// <summary>What a finished job leaves for people: settlement sheets, the list of ids that stand there twice, and a report.</summary>
/// <param name="sheets">The folder of the sheets; made if there is none.</param>
/// <param name="report">The page; null for none.</param>
internal sealed partial class ResultFiles(PolicyBook book, string sheets, string? report)
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

    /// <summary>Removes what killed runs have left of these files, when the files are there.</summary>
    public void RemoveLeftovers()
    {
        Leftovers.Remove(Path.Join(sheets, "/"), Aside().IsMatch);
        if (report is not null) WholeFile.RemoveAll(report);
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
        var path = Path.Combine(sheets, $"{table.Name}.csv");
        using var file = new WholeFile(path);
        SheetCsv.Write(file.Stream, table);
        Complete(file, path);
    }

    private void WriteReport(string input, string output, PartTotals totals, ReportDuplicates? duplicates)
    {
        using var file = new WholeFile(report!);
        using (var writer = new StreamWriter(file.Stream, new UTF8Encoding(false), leaveOpen: true))
            ReportHtml.Write(writer, new ReportData
            {
                Input = input, Output = output, MadeAt = DateTimeOffset.Now, Version = EngineVersion.Current, Book = book,
                Rows = totals.Rows, Blank = totals.Blank, Answered = totals.Answered, Rejected = totals.Rejected, Checksum = totals.Checksum.ToString(),
                Sheet = totals.Sheet, Reasons = totals.Reasons, Rejects = totals.Problems, Duplicates = duplicates,
            });
        Complete(file, report!);
    }

    private static void Complete(WholeFile file, string path)
    {
        try
        {
            WholeFile.Complete(file);
        }
        catch (FileNotFoundException) when (File.Exists(path))
        {
            // Another run of this job has put its own there, and has removed this one as a leftover.
        }
    }

    [GeneratedRegex(@"\.[0-9a-f]{8}\.partial$|^duplicates-[0-9a-f]{32}\.tmp$")]
    private static partial Regex Aside();
}
