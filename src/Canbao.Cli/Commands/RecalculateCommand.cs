using System.CommandLine;
using System.Diagnostics;
using Canbao.Cli.Rendering;
using Canbao.Documents;
using Canbao.Recalculation;
using Canbao.Recalculation.Inputs;
using Canbao.Recalculation.Messages;
using Canbao.Recalculation.Parts;
using Canbao.Recalculation.Tables;

namespace Canbao.Cli.Commands;

/// <summary>canbao recalculate</summary>
internal static class RecalculateCommand
{
    /// <summary>All rows were read, and some were rejected.</summary>
    public const int SomeRejected = 3;

    public static Command Create()
    {
        var options = new RecalculateOptions();
        var command = new Command("recalculate", Examples.Describe(["recalculate", "recalculate baseline"],
            "Quote every resident of a file, part by part; the same command goes on where it was stopped. "
            + "Exit code 0: all answered; 3: rows were rejected; 1: not finished."));
        foreach (var option in options.All) command.Options.Add(option);
        command.SetAction((result, stop) => RunAsync(
            options.Read(result), options.MappingFile(result), result.GetValue(options.Baseline),
            result.GetValue(options.Policies)!, result.GetValue(options.Json), stop));
        return command;
    }

    private static async Task<int> RunAsync(
        RecalculationOptions options, string? mapping, string? baseline, string policies, bool json, CancellationToken stop)
    {
        if (Problem(options, mapping) is { } problem) return Fail.Usage(problem);
        var book = PolicyFolder.LoadBook(policies);
        if (baseline is not null)
        {
            if (PolicyName.Find(baseline, book, out var policy) is { } unknown) return Fail.Usage($"--baseline: {unknown}");
            options = options with { Baseline = policy };
        }
        var run = new RecalculationRun(book, options);
        var clock = Stopwatch.StartNew();
        MemoryLimit.Set(MemoryLimit.Of(options));
        Checkpoint end;
        try
        {
            end = await RunProgressView.RunAsync("recalculating", options.AnswersStream, progress => Task.Run(() => run.Run(progress, stop), stop));
        }
        catch (OperationCanceledException)
        {
            return Fail.Because(options.AnswersStream ? "stopped; the same command begins again"
                : "stopped; the same command goes on after the last part that is done");
        }
        catch (OutOfMemoryException)
        {
            return Fail.Because($"{MemoryLimit.Of(options).Megabytes} MB are not enough for this input; the same command goes on after the last part that "
                + "is done, with more --memory");
        }
        catch (Exception e) when (e is IOException or InvalidDataException && KeptFolder(options, e.Message) is { } folder)
        {
            return Fail.Because($"{e.Message}. What the job is stands in '{folder}' and beside it; the same command goes on, --restart throws it away");
        }
        var report = new RecalculationReport(book, options, new(run.RowsBefore, run.WasFinished, run.Duplicates) { Notes = run.Notes }, end, clock.Elapsed);
        // Standard output may be the answers'.
        var said = options.AnswersStream ? Console.Error : Console.Out;
        if (json) JsonOutput.Write(said, report.ToJson());
        else report.Write(said);
        return end.Totals.Rejected == 0 ? 0 : Fail.With(SomeRejected, $"{report.RejectedText} rows were rejected: see {options.Rejects}");
    }

    /// <summary>Beside a file everybody finds it; of a table it is in the folder where the command was given. Null if there is none.</summary>
    private static string? KeptFolder(RecalculationOptions options, string said)
    {
        var folder = Path.GetFullPath(options.Name + JobFolder.FolderSuffix);
        return PostgresAddress.IsOne(options.Output) && Directory.Exists(folder) && !said.Contains(JobFolder.FolderSuffix, StringComparison.Ordinal)
            ? folder : null;
    }

    private static string? Problem(RecalculationOptions options, string? mapping)
    {
        if (new RunPaths(options, mapping).Problem() is { } path) return path;
        if (!PostgresAddress.IsOne(options.Input) && !File.Exists(options.Input)) return $"--in: there is no file '{options.Input}'";
        if (options is { Shard: not null, Report: not null }) return "--report: a shard has none; canbao merge writes that of the whole";
        return MessageProblem(options);
    }

    /// <summary>A reply belongs to a batch; and a file of batches has no columns.</summary>
    private static string? MessageProblem(RecalculationOptions options)
    {
        var isBatches = MessageFile.IsNamed(options.Input);
        if (isBatches && (options.Mapping != ColumnMapping.None || options.Encoding != TextEncoding.Auto || options.Delimiter is not null))
            return $"--in: '{options.Input}' is a file of messages ({MessageFile.Names}); it has no columns, no headers and no encoding";
        if (!options.AnswersWithMessages) return null;
        if (!isBatches || options.Service is not null)
            return $"--out: '{options.Output}' would be a file of replies ({MessageFile.Names}), which only a file of batches can have as --in, answered "
                + "without --server; everything else gets a CSV file or a table";
        return options.Columns.Count == 0 ? null : $"--columns: '{options.Output}' would be a file of replies, which have all fields";
    }
}
