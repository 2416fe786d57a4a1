using Canbao.LoadTests.Targets;
using Spectre.Console;

namespace Canbao.LoadTests.Reporting;

/// <summary>The figures on a terminal: a column per scenario, which fits better than a row.</summary>
internal static class ScreenReport
{
    // What is not a terminal has no width.
    private const int WidthOfAFile = 160;

    public static void Write(IAnsiConsole console, IReadOnlyList<Verdict> verdicts)
    {
        if (Console.IsOutputRedirected) console.Profile.Width = WidthOfAFile;
        var columns = verdicts.Select(FigureTable.Medians).ToList();
        Write(console, columns.Select(column => column[0]).Prepend(""),
            FigureTable.Head.Skip(1).Select((what, i) => (IReadOnlyList<string>)[what, .. columns.Select(column => column[i + 1])]));
        foreach (var verdict in verdicts) Write(console, verdict);
    }

    private static void Write(IAnsiConsole console, Verdict verdict)
    {
        var result = verdict.Result;
        var output = console.Profile.Out.Writer;
        output.WriteLine($"{result.Scenario.Name}: {result.Checked.Residents} residents, {result.Checked.Interpreted} of them interpreted too");
        output.WriteLine($"  checksum {result.Checksum ?? "-"}");
        foreach (var error in result.FirstErrors) output.WriteLine($"  {error}");
        foreach (var outcome in verdict.Outcomes) output.WriteLine($"  {TargetLine.Of(outcome)}");
        if (result.Steps.Count > 0) Write(console, FigureTable.RampHead, result.Steps.Select(FigureTable.Ramp));
    }

    private static void Write(IAnsiConsole console, IEnumerable<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (title, column) in head.Select((title, column) => (title, column)))
            table.AddColumn(new TableColumn(Markup.Escape(title)) { Alignment = column == 0 ? Justify.Left : Justify.Right });
        foreach (var row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
        console.Write(table);
    }
}
