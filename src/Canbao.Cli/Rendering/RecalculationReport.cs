using System.Diagnostics;
using System.Text.Json.Nodes;
using Canbao.Policies;
using Canbao.Recalculation;
using Canbao.Recalculation.Parts;
using Canbao.Recalculation.Settlement;

namespace Canbao.Cli.Rendering;

/// <summary>How a recalculation has ended, for a terminal and for programs.</summary>
internal sealed class RecalculationReport(PolicyBook book, RecalculationOptions options, RunFacts run, Checkpoint end, TimeSpan elapsed)
{
    private readonly PartTotals _totals = end.Totals;

    public string RejectedText => FigureText.Number(_totals.Rejected);

    public void Write(TextWriter output)
    {
        var (cpu, memory) = Used();
        var done = run.WasFinished ? "finished by an earlier run; --restart calculates again"
            : $"in {FigureText.Seconds(elapsed.TotalSeconds)} s; CPU {FigureText.Seconds(cpu)} s, memory at most {memory} MB";
        if (run.RowsBefore > 0 && !run.WasFinished) done += $"; the first {FigureText.Number(run.RowsBefore)} by an earlier run";
        if (_totals.Blank > 0) done += $"; {FigureText.Number(_totals.Blank)} blank rows";
        output.WriteLine($"{FigureText.Number(_totals.Residents)} residents: {FigureText.Number(_totals.Answered)} answered, {RejectedText} rejected, {done}");
        foreach (var note in run.Notes) output.WriteLine(note);
        output.WriteLine();
        TotalsText.Write(output, book, _totals.Sheet);
        output.WriteLine();
        if (options.Baseline is not null || _totals.Differences.Residents > 0)
            DifferenceText.Write(output, book, options.Baseline, _totals.Differences, _totals.Answered);
        WriteFiles(output);
        output.WriteLine($"checksum sha256:{_totals.Checksum}");
    }

    public JsonObject ToJson()
    {
        var (cpu, memory) = Used();
        return new JsonObject
        {
            ["rows"] = _totals.Rows,
            ["answered"] = _totals.Answered,
            ["rejected"] = _totals.Rejected,
            ["blank_rows"] = _totals.Blank,
            ["undetermined"] = _totals.Reasons.Undetermined,
            ["duplicate_rows"] = run.Duplicates?.Rows,
            ["checksum"] = $"sha256:{_totals.Checksum}",
            ["baseline"] = options.Baseline?.ToString(),
            ["was_finished"] = run.WasFinished,
            ["rows_of_earlier_runs"] = run.RowsBefore,
            ["seconds"] = Math.Round(elapsed.TotalSeconds, 3),
            ["cpu_seconds"] = Math.Round(cpu, 3),
            ["peak_megabytes"] = memory,
            ["notes"] = new JsonArray([.. run.Notes.Select(note => (JsonNode)note)]),
            ["output"] = options.ShownOutput,
            ["rejects"] = options.Rejects,
            ["undetermined_list"] = options.Undetermined,
            ["sheets"] = options.Sheets,
            ["report"] = options.Report,
            ["totals"] = _totals.ToJson(),
        };
    }

    private void WriteFiles(TextWriter output)
    {
        output.WriteLine($"settlement sheets in {options.Sheets}");
        output.WriteLine($"{FigureText.Number(_totals.Reasons.Undetermined)} residents without a determined answer: {options.Undetermined}");
        if (run.Duplicates is { } found)
            output.WriteLine($"{FigureText.Number(found.Rows)} rows repeat an id: {Path.Combine(options.Sheets, "duplicates.csv")}");
        if (options.Report is { } report) output.WriteLine($"report: {report}");
        output.WriteLine();
    }

    private static (double Cpu, long Megabytes) Used()
    {
        using var self = Process.GetCurrentProcess();
        return (self.TotalProcessorTime.TotalSeconds, self.PeakWorkingSet64 >> 20);
    }
}
