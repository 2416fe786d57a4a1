using System.CommandLine;
using Canbao.Cli.Rendering;
using Canbao.Documents;
using Canbao.Generation;
using Canbao.Recalculation;
using Canbao.Recalculation.Messages;
using Canbao.Recalculation.Settlement;

namespace Canbao.Cli.Commands;

/// <summary>canbao generate</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var residents = ResidentOptions.Residents();
        var seed = ResidentOptions.Seed();
        var output = new Option<string>("--out", "-o") { HelpName = "FILE", Required = true,
            Description = "CSV file, or batches as messages (.pb, .binpb); appears when it is whole." };
        var policies = PolicyOption.Create();
        var command = new Command("generate", Examples.Describe("generate", "Write invented residents to a file, the same that the demo streams."))
        {
            residents, seed, output, policies,
        };
        command.SetAction((result, stop) => RunAsync(
            result.GetValue(residents), result.GetValue(seed), result.GetValue(output)!, result.GetValue(policies)!, stop));
        return command;
    }

    private static async Task<int> RunAsync(long residents, ulong seed, string output, string policies, CancellationToken stop)
    {
        if (output.Length == 0) return Fail.Usage("--out: expected the name of a file");
        if (OutputPlace.ProblemWith(output) is { } place) return Fail.Usage($"--out: {place}");
        var generator = ResidentGenerator.For(PolicyFolder.LoadBook(policies), seed);
        using var file = new WholeFile(output);
        await ProgressLine.RunAsync("generating", residents, progress => Task.Run(() =>
        {
            if (MessageFile.IsNamed(output)) BatchFile.Write(file.Stream, generator, residents, progress, stop);
            else ResidentFile.Write(file.Stream, generator, residents, progress, stop);
            return true;
        }, stop));
        WholeFile.Complete(file);
        Console.Out.WriteLine($"{FigureText.Number(residents)} residents written");
        return 0;
    }
}
