using System.CommandLine;
using System.Diagnostics;
using Canbao.Cli.Rendering;
using Canbao.Documents;
using Canbao.Policies;
using Canbao.Recalculation;
using Canbao.Recalculation.Merging;
using Canbao.Recalculation.Parts;
using Canbao.Recalculation.Tables;

namespace Canbao.Cli.Commands;

/// <summary>canbao merge</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--out") { Description = "The --out of the shards, where the whole will be.", HelpName = "FILE", Required = true };
        var report = new Option<string>("--report") { Description = "A page for people with charts, in one file.", HelpName = "FILE.html" };
        var remove = new Option<bool>("--remove-shards") { Description = "Remove the shards' files when the whole is in its place." };
        var json = new Option<bool>("--json") { Description = "Print how it ended as JSON." };
        var policies = PolicyOption.Create();
        var command = new Command("merge", Examples.Describe("merge",
            "Put the shards of a recalculation together: the same files and totals as of one run. Exit code as of recalculate."))
        {
            output, report, remove, json, policies,
        };
        command.SetAction((result, stop) => RunAsync(OptionsOf(result.GetValue(output)!, result.GetValue(report)),
            result.GetValue(remove), result.GetValue(json), result.GetValue(policies)!, stop));
        return command;
    }

    private static RecalculationOptions OptionsOf(string output, string? report)
    {
        var name = PostgresAddress.IsOne(output) ? PostgresAddress.Parse(output).Table : output;
        return new RecalculationOptions
        {
            Input = "", Output = output, Name = name, Rejects = name + ".rejects.csv", Undetermined = name + ".undetermined.csv",
            Sheets = name + ".sheets", Report = report,
        };
    }

    private static async Task<int> RunAsync(RecalculationOptions options, bool remove, bool json, string policies, CancellationToken stop)
    {
        if (new RunPaths(options, mapping: null).Problem() is { } problem) return Fail.Usage(problem);
        var book = PolicyFolder.LoadBook(policies);
        var clock = Stopwatch.StartNew();
        var (end, facts) = await MergeAsync(book, options, stop);
        if (remove) MergeRun.RemoveShards(options.Name);
        options = WithFiles(options);
        var report = new RecalculationReport(book, options, facts, end, clock.Elapsed);
        if (json) JsonOutput.Write(report.ToJson());
        else report.Write(Console.Out);
        return end.Totals.Rejected == 0 ? 0 : Fail.With(RecalculateCommand.SomeRejected, $"{report.RejectedText} rows were rejected: see {options.Rejects}");
    }

    /// <summary>With the names that the shards were given for what is beside the answers.</summary>
    private static RecalculationOptions WithFiles(RecalculationOptions options)
    {
        var files = FinishedJob.Read(options.Name + JobFolder.DoneSuffix)!.Files;
        return options with { Rejects = files[SideFiles.Rejects], Undetermined = files[SideFiles.Undetermined] };
    }

    private static async Task<(Checkpoint End, RunFacts Facts)> MergeAsync(PolicyBook book, RecalculationOptions options, CancellationToken stop)
    {
        if (MergeRun.DoneBefore(options.Name) is { } done)
        {
            if (options.Report is null) return (done, new RunFacts(0, WasFinished: true, Duplicates: null));
            throw new InvalidDataException("--report: the shards were put together and removed; a report is made with them");
        }
        try
        {
            return await MergeShardsAsync(book, options, stop);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            // Another run may have put them together at this moment, and removed them.
            if (MergeRun.DoneBefore(options.Name) is { } other && (options.Report is null || File.Exists(options.Report)))
                return (other, new RunFacts(0, WasFinished: true, Duplicates: null));
            throw;
        }
    }

    private static async Task<(Checkpoint End, RunFacts Facts)> MergeShardsAsync(PolicyBook book, RecalculationOptions options, CancellationToken stop)
    {
        var run = new MergeRun(options.Name);
        var wasFinished = run.WasFinished;
        return await ProgressLine.RunAsync("merging", run.Bytes, progress => Task.Run(() =>
        {
            var end = run.Run(progress, stop);
            var results = new ResultFiles(book, options.Sheets, options.Report);
            var duplicates = run.WriteResults(results, end.Totals, stop);
            results.RemoveLeftovers();
            return (end, new RunFacts(0, wasFinished, duplicates));
        }, stop));
    }
}
