using System.CommandLine;
using Canbao.Cli.Rendering;
using Canbao.Documents;
using Canbao.Documents.Comparison;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Recalculation.Differences;
using Canbao.Recalculation.Settlement;

namespace Canbao.Cli.Commands;

/// <summary>canbao compare</summary>
internal static class CompareCommand
{
    private const long PlanBytes = 32 << 20;

    private const string What = "Show what changed between two policies, value by value; with a file of residents, in money too. Exit code 3: rows of the file "
        + "could not be quoted and are in no sum.";

    private const string ResidentsHelp = "CSV file of residents as canbao recalculate reads it; every resident is quoted under both policies. "
        + "Region and revision of a row are not used. " + MoneyText.Dates;

    public static Command Create()
    {
        var before = new Argument<string>("BEFORE") { Description = PolicyName.Allowed };
        var after = new Argument<string>("AFTER") { Description = PolicyName.Allowed };
        var residents = new Option<string>("--residents") { Description = ResidentsHelp, HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print the contract's message as JSON; with residents, a document that holds it." };
        var policies = PolicyOption.Create();
        var command = new Command("compare", Examples.Describe("compare", What)) { before, after, residents, json, policies };
        command.SetAction((result, stop) =>
        {
            var book = PolicyFolder.LoadBook(result.GetValue(policies)!);
            return Compare(book, result.GetValue(before)!, result.GetValue(after)!, out var comparison) is { } problem
                ? Task.FromResult(Fail.Usage(problem))
                : RunAsync(comparison!, result.GetValue(residents), result.GetValue(json), stop);
        });
        return command;
    }

    private static string? Compare(PolicyBook book, string beforeName, string afterName, out PolicyComparison? comparison)
    {
        string?[] problems =
        [
            PolicyName.Find(beforeName, book, out var before) is { } first ? $"BEFORE: {first}" : null,
            PolicyName.Find(afterName, book, out var after) is { } second ? $"AFTER: {second}" : null,
        ];
        comparison = before is null || after is null ? null : PolicyComparison.Of(before, after);
        return comparison is null ? string.Join("; ", problems.OfType<string>()) : null;
    }

    private static async Task<int> RunAsync(PolicyComparison comparison, string? residents, bool json, CancellationToken stop)
    {
        if (residents is not null) return await WithResidentsAsync(comparison, residents, json, stop);
        if (json) JsonOutput.Write(ComparisonMapper.ToMessage(comparison));
        else ComparisonText.Write(Console.Out, comparison);
        return 0;
    }

    private static async Task<int> WithResidentsAsync(PolicyComparison comparison, string residents, bool json, CancellationToken stop)
    {
        if (Directory.Exists(residents)) return Fail.Usage($"--residents: '{residents}' is a folder; expected a file");
        if (!File.Exists(residents)) return Fail.Usage($"--residents: there is no file '{residents}'");
        using var plans = new PlanCache(PlanBytes);
        using var source = new FileStream(residents, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        var run = new ComparisonRun(comparison.Before, comparison.After, plans, source, Report);
        await ProgressLine.RunAsync("comparing", source.CanSeek ? source.Length : 0, progress => Task.Run(() =>
        {
            run.Run(progress, stop);
            return true;
        }, stop));
        if (json) JsonOutput.Write(ComparisonJson.Of(comparison, run));
        else
        {
            ComparisonText.Write(Console.Out, comparison);
            MoneyText.Write(Console.Out, comparison.Before, comparison.After, run.Money);
        }
        return run.Rejected == 0 ? 0
            : Fail.With(RecalculateCommand.SomeRejected, $"{FigureText.Number(run.Rejected)} rows could not be quoted and are in no sum");
    }

    private static void Report(long line, InputProblem problem, string value) =>
        Console.Error.WriteLine(problem.Field.Length == 0 ? $"line {line}: {Shown.Escaped(problem.Message)}"
            : $"line {line}: {problem.Field} '{value}': {Shown.Escaped(problem.Message)}");
}
