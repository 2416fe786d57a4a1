using System.CommandLine;
using Canbao.Api.Client;
using Canbao.Cli.Demo;
using Canbao.Cli.Rendering;
using Canbao.Documents;
using Canbao.Generation;
using Canbao.Recalculation.Totals;
using Grpc.Net.Client;

namespace Canbao.Cli.Commands;

/// <summary>canbao demo</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var residents = ResidentOptions.Residents();
        var seed = ResidentOptions.Seed();
        var policies = PolicyOption.Create();
        const string what = "Start the service, stream invented residents through it, print what they pay and who pays the rest.";
        var command = new Command("demo", Examples.Describe("demo", what)) { residents, seed, policies };
        command.SetAction((result, stop) => RunAsync(result.GetValue(residents), result.GetValue(seed), result.GetValue(policies)!, stop));
        return command;
    }

    private static async Task<int> RunAsync(long residents, ulong seed, string policies, CancellationToken stop)
    {
        var book = PolicyFolder.LoadBook(policies);
        var generator = ResidentGenerator.For(book, seed);
        await using var server = await ServerProcess.StartAsync(policies);
        using var channel = GrpcChannel.ForAddress(server.Address);
        var totals = new AnswerTotals();
        await using var client = new QuoteClient(server.Address);
        var run = new DemoRun(client, generator);
        var elapsed = await ProgressLine.RunAsync("quoting residents", residents, progress => run.QuoteAsync(residents, totals, progress, stop));
        DemoReport.Write(Console.Out, book, elapsed, server, totals);
        await DemoReport.WriteExamplesAsync(Console.Out, channel, generator);
        Console.Out.WriteLine($"checksum sha256:{totals.Checksum()}");
        return totals.Answered == residents ? 0 : Fail.Because($"{residents} residents were sent and {totals.Answered} answered");
    }
}
