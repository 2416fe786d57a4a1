using System.CommandLine;
using Canbao.Cli.Receipts;
using Canbao.Cli.Rendering;
using Canbao.Documents;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Recalculation;

namespace Canbao.Cli.Commands;

/// <summary>canbao quote</summary>
internal static class QuoteCommand
{
    public static Command Create()
    {
        var resident = new QuoteOptions();
        var explain = new Option<bool>("--explain") { Description = "Show every rule considered, every candidate identity and every reading." };
        var json = JsonOutput.Option();
        var receipt = new Option<string>("--receipt") { Description = "Write the question and the answer to a file, for 'verify'.", HelpName = "FILE" };
        var policies = PolicyOption.Create();
        var command = new Command("quote", Examples.Describe("quote", "Quote one resident, in process."));
        resident.AddTo(command);
        foreach (var option in (Option[])[explain, json, receipt, policies]) command.Add(option);
        command.SetAction(result =>
        {
            var book = PolicyFolder.LoadBook(result.GetValue(policies)!);
            return resident.Read(result, book, out var request) is { } problem ? Fail.Usage(problem)
                : Run(request, book, result.GetValue(explain), result.GetValue(json), result.GetValue(receipt));
        });
        return command;
    }

    private static int Run(in ResidentRequest request, PolicyBook book, bool explain, bool json, string? receipt)
    {
        if (receipt is "") return Fail.Usage("--receipt: expected the name of a file");
        if (receipt is not null && OutputPlace.ProblemWith(receipt) is { } place) return Fail.Usage($"--receipt: {place}");
        if (Quoter.Check(book, request, out var timeline, out var situation) is { } error) return Fail.Usage(error.Message);
        var (policy, explanation) = TimelineInterpreter.Explain(timeline!, request.Profile, situation);
        if (receipt is not null) ReceiptWriter.Write(receipt, ReceiptWriter.Of(request, timeline!, policy, explanation.Quote));
        if (json)
        {
            JsonOutput.Write(explain ? ExplanationMapper.ToMessage(explanation, policy) : QuoteMapper.ToMessage(explanation.Quote, policy));
            return 0;
        }
        QuoteText.Write(Console.Out, policy, request.Profile, situation.PaymentDate, explanation.Quote);
        if (explain) ExplanationText.Write(Console.Out, policy, explanation);
        return 0;
    }
}
