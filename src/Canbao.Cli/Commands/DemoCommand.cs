using System.CommandLine;
using System.Globalization;
using Canbao.Cli.Demo;
using Canbao.Cli.Generation;
using Canbao.Engine;
using Canbao.Server.Hosting;
using Grpc.Core;
using Grpc.Net.Client;
using Spectre.Console;

namespace Canbao.Cli.Commands;

/// <summary>canbao demo</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var residents = new Option<long>("--residents")
        {
            Description = "How many residents to invent.", HelpName = "N", DefaultValueFactory = _ => 1_000_000,
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "Another seed invents other residents.", HelpName = "S", DefaultValueFactory = _ => 1,
        };
        var policies = PolicyOption.Create();
        const string what = "Start the service, stream invented residents through it, print what they pay and who pays the rest.";
        var command = new Command("demo", Examples.Describe("demo", what)) { residents, seed, policies };
        command.SetAction((result, stop) => RunAsync(result.GetValue(residents), result.GetValue(seed), result.GetValue(policies)!, stop));
        return command;
    }

    private static async Task<int> RunAsync(long residents, ulong seed, string policies, CancellationToken stop)
    {
        if (residents is < 1 or > 100_000_000) return Fail.Usage($"--residents: {residents} is not allowed; expected 1 to 100000000");
        var book = CanbaoServer.LoadBook(policies);
        var generator = new ResidentGenerator(book.Policies, seed);
        await using var server = await ServerProcess.StartAsync(policies);
        using var channel = GrpcChannel.ForAddress(server.Address);
        using var totals = new DemoTotals();
        var elapsed = await QuoteAsync(channel, generator, residents, totals, stop);
        DemoReport.Write(Console.Out, book, elapsed, server, totals);
        await DemoReport.WriteExamplesAsync(Console.Out, channel, generator);
        Console.Out.WriteLine($"checksum sha256:{totals.Checksum()}");
        return totals.Answered == residents ? 0 : Fail.Because($"{residents} residents were sent and {totals.Answered} answered");
    }

    /// <summary>A bar on a terminal, a line for every tenth otherwise.</summary>
    private static async Task<TimeSpan> QuoteAsync(
        GrpcChannel channel, ResidentGenerator generator, long residents, DemoTotals totals, CancellationToken stop)
    {
        var run = new DemoRun(channel.CreateCallInvoker(), generator);
        if (!Console.IsOutputRedirected)
            return await AnsiConsole.Progress().HideCompleted(true).StartAsync(async context =>
            {
                var task = context.AddTask("quoting residents", maxValue: residents);
                return await run.QuoteAsync(residents, totals, done => task.Value = done, stop);
            });
        var tenth = 0L;
        return await run.QuoteAsync(residents, totals, done =>
        {
            if (done * 10 / residents <= tenth) return;
            tenth = done * 10 / residents;
            Console.Error.WriteLine($"{done.ToString("N0", CultureInfo.InvariantCulture)} residents quoted");
        }, stop);
    }
}
