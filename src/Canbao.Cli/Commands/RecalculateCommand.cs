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
        var run = new RecalculationRun(book, new RecalculationOptions { Input = input, Output = output, Rejects = rejects });
        var clock = Stopwatch.StartNew();
        var totals = await Task.Run(() => run.Run(_ => { }, stop), stop);
        Report(book, run, totals, clock.Elapsed);
        return totals.Rejected == 0 ? 0 : Fail.With(SomeRejected, $"{TotalsText.Number(totals.Rejected)} rows were rejected: see {rejects}");
    }

    private static void Report(PolicyBook book, RecalculationRun run, PartTotals totals, TimeSpan elapsed)
    {
        var rows = totals.Answered + totals.Rejected;
        using var self = Process.GetCurrentProcess();
        Console.Out.WriteLine($"{TotalsText.Number(rows)} residents in {TotalsText.Seconds(elapsed.TotalSeconds)} s: "
            + $"{TotalsText.Number(totals.Answered)} answered, {TotalsText.Number(totals.Rejected)} rejected; "
            + $"CPU {TotalsText.Seconds(self.TotalProcessorTime.TotalSeconds)} s, memory at most {self.PeakWorkingSet64 >> 20} MB");
        Console.Out.WriteLine();
        TotalsText.Write(Console.Out, book, totals.Sheet);
        Console.Out.WriteLine();
        Console.Out.WriteLine($"checksum sha256:{totals.Checksum}");
    }
}
