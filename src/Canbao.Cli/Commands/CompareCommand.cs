using System.CommandLine;
using Canbao.Cli.Rendering;
using Canbao.Documents;
using Canbao.Documents.Comparison;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Recalculation;
using Canbao.Recalculation.Differences;
using Canbao.Recalculation.Inputs;
using Canbao.Recalculation.Messages;
using Canbao.Recalculation.Settlement;
using Canbao.Recalculation.Tables;

namespace Canbao.Cli.Commands;

/// <summary>canbao compare</summary>
internal static class CompareCommand
{
    private const string What = "Show what changed between two policies, value by value; with a file of residents, in money too. Exit code 3: rows of the file "
        + "could not be quoted and are in no sum.";

    private const string ResidentsHelp = "Residents as canbao recalculate reads them (CSV, also gzip, or a table or query of PostgreSQL); "
        + "every resident is quoted under both policies. "
        + "Region and revision of a row are not used. " + MoneyText.Dates;

    public static Command Create()
    {
        var before = new Argument<string>("BEFORE") { Description = PolicyName.Allowed };
        var after = new Argument<string>("AFTER") { Description = PolicyName.Allowed };
        var residents = new Option<string>("--residents") { Description = ResidentsHelp, HelpName = "FILE|postgres://..." };
        var json = new Option<bool>("--json") { Description = "Print the contract's message as JSON; with residents, a document that holds it." };
        var policies = PolicyOption.Create();
        var command = new Command("compare", Examples.Describe("compare", What)) { before, after, residents, json, policies };
        var reading = new InputOptions();
        foreach (var option in (Option[])[reading.Mapping, reading.Encoding, reading.Delimiters, reading.Threads]) command.Options.Add(option);
        command.SetAction((result, stop) =>
        {
            var book = PolicyFolder.LoadBook(result.GetValue(policies)!);
            return Compare(book, result.GetValue(before)!, result.GetValue(after)!, out var comparison) is { } problem
                ? Task.FromResult(Fail.Usage(problem))
                : RunAsync(book, comparison!, result.GetValue(residents), reading, result, result.GetValue(json), stop);
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

    private static async Task<int> RunAsync(PolicyBook book, PolicyComparison comparison, string? residents, InputOptions reading, ParseResult result,
        bool json, CancellationToken stop)
    {
        if (residents is not null) return await WithResidentsAsync(book, comparison, residents, reading, result, json, stop);
        if (json) JsonOutput.Write(ComparisonMapper.ToMessage(comparison));
        else ComparisonText.Write(Console.Out, comparison);
        return 0;
    }

    private static async Task<int> WithResidentsAsync(PolicyBook book, PolicyComparison comparison, string residents, InputOptions reading, ParseResult result,
        bool json, CancellationToken stop)
    {
        if (Problem(residents) is { } problem) return Fail.Usage(problem);
        var (before, after) = (comparison.Before, comparison.After);
        var memory = MemoryLimit.OfComparison(reading.ThreadsOf(result));
        using var source = InputSources.Open(residents, reading.FormOf(result),
            reading.MappingOf(result) with { Ignored = ComparisonRun.NotRead }, book, QuestionChecks.Under(before, after), memory);
        var run = new ComparisonRun(book, before, after);
        await RunProgressView.RunAsync("comparing", quietly: false, progress => Task.Run(() =>
        {
            run.Run(source, memory, Report, progress, stop);
            return true;
        }, stop));
        if (json) JsonOutput.Write(ComparisonJson.Of(comparison, run));
        else
        {
            ComparisonText.Write(Console.Out, comparison);
            MoneyText.Write(Console.Out, before, after, run.Money);
            if (run.Blank > 0) Console.Out.WriteLine($"{FigureText.Number(run.Blank)} blank rows");
        }
        return run.Rejected == 0 ? 0
            : Fail.With(RecalculateCommand.SomeRejected, $"{FigureText.Number(run.Rejected)} rows could not be quoted and are in no sum");
    }

    private static string? Problem(string residents)
    {
        if (PostgresAddress.IsOne(residents)) return null;
        if (Directory.Exists(residents)) return $"--residents: '{residents}' is a folder; expected a file";
        if (!File.Exists(residents)) return $"--residents: there is no file '{residents}'";
        return MessageFile.IsNamed(residents) ? $"--residents: '{residents}' is a file of messages, which name their own policies; expected rows" : null;
    }

    private static void Report(RejectedRow row) => Console.Error.WriteLine(row.Problem.Field.Length == 0
        ? $"line {row.Line}: {Shown.Escaped(row.Problem.Message)}"
        : $"line {row.Line}: {row.Problem.Field} '{row.Value}': {Shown.Escaped(row.Problem.Message)}");
}
