using System.CommandLine;
using System.Diagnostics;
using Canbao.Cli.Recalculation;
using Canbao.Cli.Rendering;
using Canbao.Cli.Totals;
using Canbao.Engine;
using Canbao.Server.Hosting;

namespace Canbao.Cli.Commands;

/// <summary>canbao recalculate</summary>
internal static class RecalculateCommand
{
    /// <summary>All rows were read, and some were rejected.</summary>
    public const int SomeRejected = 3;

    private const long PlanBytes = 32 << 20;

    public static Command Create()
    {
        var input = new Option<string>("--in") { Description = "CSV file of residents, one a row, with a header.", HelpName = "FILE", Required = true };
        var output = new Option<string>("--out") { Description = "CSV file for the quotes; appears when it is whole.", HelpName = "FILE", Required = true };
        var rejects = new Option<string>("--rejects") { Description = "CSV file for rows that cannot be answered. Default: beside the quotes.",
            HelpName = "FILE" };
        var policies = PolicyOption.Create();
        var command = new Command("recalculate", Examples.Describe("recalculate",
            "Quote every resident of a file, in process. Exit code 0: all answered; 3: rows were rejected; 1: not finished."))
        {
            input, output, rejects, policies,
        };
        command.SetAction((result, stop) => RunAsync(
            result.GetValue(input)!, result.GetValue(output)!, result.GetValue(rejects), result.GetValue(policies)!, stop));
        return command;
    }

    private static async Task<int> RunAsync(string input, string output, string? rejects, string policies, CancellationToken stop)
    {
        if (output.Length == 0 || rejects is "") return Fail.Usage("--out and --rejects must name files");
        rejects ??= output + ".rejects.csv";
        string[] paths = [.. new[] { input, output, rejects }.Select(Path.GetFullPath)];
        if (paths.Distinct().Count() < paths.Length) return Fail.Usage("--in, --out and --rejects must be three different files");
        if (!File.Exists(input)) return Fail.Usage($"--in: there is no file '{input}'");
        if (paths.FirstOrDefault(Directory.Exists) is { } folder) return Fail.Usage($"'{folder}' is a folder; expected a file");
        var book = CanbaoServer.LoadBook(policies);
        using var plans = new PlanCache(PlanBytes);
        using var totals = new AnswerTotals();
        using var source = new FileStream(input, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        using var quotes = new WholeFile(output);
        using var rejected = new WholeFile(rejects);
        var run = new RecalculationRun(book, plans, source, quotes.Stream, rejected.Stream, totals);
        // A pipe has no length.
        var elapsed = await ProgressLine.RunAsync("recalculating", source.CanSeek ? source.Length : 0, progress => Task.Run(() =>
        {
            var clock = Stopwatch.StartNew();
            run.Run(progress, stop);
            return clock.Elapsed;
        }, stop));
        WholeFile.Complete(quotes, rejected);
        Report(book, run, totals, elapsed);
        return run.Rejected == 0 ? 0 : Fail.With(SomeRejected, $"{TotalsText.Number(run.Rejected)} rows were rejected: see {rejects}");
    }

    private static void Report(PolicyBook book, RecalculationRun run, AnswerTotals totals, TimeSpan elapsed)
    {
        var rows = run.Answered + run.Rejected;
        using var self = Process.GetCurrentProcess();
        Console.Out.WriteLine($"{TotalsText.Number(rows)} residents in {TotalsText.Seconds(elapsed.TotalSeconds)} s: "
            + $"{TotalsText.Number(run.Answered)} answered, {TotalsText.Number(run.Rejected)} rejected; "
            + $"CPU {TotalsText.Seconds(self.TotalProcessorTime.TotalSeconds)} s, memory at most {self.PeakWorkingSet64 >> 20} MB");
        Console.Out.WriteLine();
        TotalsText.Write(Console.Out, book, totals);
        Console.Out.WriteLine();
        Console.Out.WriteLine($"checksum sha256:{totals.Checksum()}");
    }
}
