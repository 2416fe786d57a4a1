using System.CommandLine;
using System.CommandLine.Help;
using Canbao.LoadTests.Reporting;
using Canbao.LoadTests.Running;
using Canbao.LoadTests.Scenarios;
using Canbao.LoadTests.Targets;
using Spectre.Console;

namespace Canbao.LoadTests;

/// <summary>canbao loadtest</summary>
internal static class LoadTestCommand
{
    /// <summary>Exit code for a wrong command line: none of those that a measurement ends with.</summary>
    public const int Usage = 64;

    private const string ScenariosFile = "scenarios.json", TargetsFile = "targets.json";

    private const string What = """
        Load the service and measure it. Without a scenario: columns-dates and unary, and two numbers at the end.

        Exit codes: 0 all is well, however far the goals are; 1 an answer was wrong, failed or missing, or the load could not be run; 2 a need was
        missed; 64 the command line or a file that it names is wrong; 130 ended by Ctrl-C, with the report so far.

        Example:
          canbao loadtest columns unary --seconds 10
        """;

    public static Command Create()
    {
        var scenarios = new Argument<string[]>("SCENARIO") { Description = "Which of the table, in this order.", Arity = ArgumentArity.ZeroOrMore };
        var table = FileOption("--scenarios", ScenariosFile, "Table of the scenarios.");
        var targets = FileOption("--targets", TargetsFile, "Needs and goals by scenario.");
        var noTargets = new Option<bool>("--no-targets") { Description = "Look at neither needs nor goals." };
        var options = new CommandOptions();
        var command = new Command("loadtest", What) { scenarios, table, targets, noTargets, new HelpOption() };
        foreach (var option in options.All) command.Add(option);
        command.SetAction((result, stop) =>
        {
            var (tableFile, targetFile) = (result.GetValue(table), result.GetValue(targets));
            var known = ScenarioTable.Parse(JsonFile.Text(table.Name, ScenariosFile, tableFile), tableFile ?? ScenariosFile);
            var limits = TargetFile.Parse(JsonFile.Text(targets.Name, TargetsFile, targetFile), targetFile ?? TargetsFile, known);
            var wanted = ScenarioTable.Select(known, result.GetValue(scenarios)!);
            var canonical = result.GetValue(scenarios)!.Length == 0;
            if (result.GetValue(noTargets)) limits = new Dictionary<string, IReadOnlyList<Target>>();
            return RunAsync(wanted, limits, options.Read(result), canonical, stop);
        });
        return command;
    }

    private static Option<string?> FileOption(string name, string file, string what) =>
        new(name) { Description = $"{what} Default: loadtests/{file}.", HelpName = "FILE" };

    private static async Task<int> RunAsync(
        IReadOnlyList<Scenario> scenarios, IReadOnlyDictionary<string, IReadOnlyList<Target>> targets, LoadOptions options, bool isCanonical,
        CancellationToken stop)
    {
        var machine = Machine.Read();
        var results = await new LoadTest(options, ShowProgress).RunAsync(scenarios, result =>
        {
            if (options.IsJson) Console.Out.WriteLine(JsonLine.Of(result));
        }, stop);
        Verdict[] verdicts = [.. results.Select(result => Verdict.Of(result, targets))];
        if (options.IsJson) ShowVerdicts(verdicts);
        else
        {
            ScreenReport.Write(AnsiConsole.Console, verdicts);
            if (isCanonical) ShowTwoNumbers(results);
            Console.Out.WriteLine($"report: {ReportFiles.Write(verdicts, options, machine)}");
        }
        return stop.IsCancellationRequested ? Verdict.Stopped : Verdict.ExitCode(verdicts);
    }

    private static void ShowTwoNumbers(IReadOnlyList<ScenarioResult> results)
    {
        var (batches, calls) = (results.FirstOrDefault(result => !result.Scenario.HasCalls), results.FirstOrDefault(result => result.Scenario.HasCalls));
        Console.Out.WriteLine($"throughput {Format.Figure(batches?.QuotesPerSecond?.Median)} quotes/s");
        Console.Out.WriteLine($"latency    {Format.Figure(calls?.LatencyMs(0.99)?.Median)} ms (p99 of calls)");
    }

    /// <summary>Standard output is for the figures.</summary>
    private static void ShowProgress(string what) => Console.Error.WriteLine(what);

    private static void ShowVerdicts(IEnumerable<Verdict> verdicts)
    {
        foreach (var verdict in verdicts)
        {
            foreach (var error in verdict.Result.FirstErrors) Console.Error.WriteLine($"{verdict.Result.Scenario.Name}: {error}");
            foreach (var outcome in verdict.Outcomes) Console.Error.WriteLine($"{verdict.Result.Scenario.Name}: {TargetLine.Of(outcome)}");
        }
    }
}
