using Canbao.Cli.Rendering;
using Canbao.Generation;
using Canbao.Policies;
using Canbao.Recalculation.Settlement;
using Canbao.Recalculation.Totals;
using Canbao.V1;
using Grpc.Core;
using QuoteStatus = Canbao.Policies.QuoteStatus;

namespace Canbao.Cli.Demo;

/// <summary>What the demo prints: rate, totals that add up, three examples with their clauses.</summary>
internal static class DemoReport
{
    private static readonly string[] ExampleKinds = ["window", "circumstance", "assistance", "continuity"];

    public static void Write(TextWriter output, PolicyBook book, TimeSpan elapsed, ServerProcess server, AnswerTotals totals)
    {
        var rate = FigureText.Number((long)(totals.Residents / elapsed.TotalSeconds));
        var seconds = FigureText.Seconds(elapsed.TotalSeconds);
        var cpu = FigureText.Seconds(server.CpuTime().TotalSeconds * 1_000_000 / totals.Residents);
        output.WriteLine($"{FigureText.Number(totals.Residents)} residents quoted over gRPC in {seconds} s: {rate} a second; "
            + $"server CPU {cpu} s per million, memory {server.Memory() >> 20} MB");
        output.WriteLine();
        TotalsText.Write(output, book, totals);
    }

    /// <summary>The first resident of each of three kinds, explained by the service.</summary>
    public static async Task WriteExamplesAsync(TextWriter output, ChannelBase channel, ResidentGenerator generator)
    {
        var client = new QuoteService.QuoteServiceClient(channel);
        Func<GeneratedResident, bool>[] kinds =
        [
            r => r.Profile is { Identities.Count: > 0, Circumstance: Policies.Circumstance.None, GapYears: 0 } && r.Dates.Recognised == 0,
            r => r.Profile is { GapYears: > 0, Identities.Count: 0 },
            r => r.Profile is { Circumstance: Policies.Circumstance.Newborn, IndependentEnrolment: true },
        ];
        output.WriteLine();
        output.WriteLine("three of them 三个例子");
        foreach (var kind in kinds)
            if (First(generator, kind) is { } resident) await WriteExampleAsync(output, client, resident);
        output.WriteLine();
    }

    private static GeneratedResident? First(ResidentGenerator generator, Func<GeneratedResident, bool> kind)
    {
        for (var i = 0L; i < 100_000; i++)
            if (generator.Resident(i) is var resident && kind(resident)) return resident;
        return null;
    }

    private static async Task WriteExampleAsync(TextWriter output, QuoteService.QuoteServiceClient client, GeneratedResident resident)
    {
        var explanation = await client.ExplainAsync(resident.ToRequest());
        var quote = explanation.Quote;
        var who = ProfileText.Of(resident.Policy, resident.Profile);
        output.WriteLine();
        output.WriteLine($"  {resident.Policy.Name.Zh} {resident.Dates.Payment}  {who}");
        var assisted = quote.AssistanceFen > 0 ? $"  资助 {Yuan.Format(quote.AssistanceFen)} 元" : "";
        var fee = quote.HasFeeFen ? $"  应缴 {Yuan.Format(quote.FeeFen)} 元" : "";
        var start = quote.HasBenefitStart ? $"  待遇起 {quote.BenefitStart}" : "";
        output.WriteLine($"    {SnakeCase.Of((QuoteStatus)quote.Status)}{fee}{assisted}{start}");
        var applied = explanation.Steps.Where(s => s.Outcome == V1.StepOutcome.Applied && ExampleKinds.Contains(s.RuleKind));
        foreach (var clause in applied.SelectMany(s => s.Clauses.Take(1)).DistinctBy(c => c.Quotation))
            output.WriteLine($"    {clause.Section}：「{clause.Quotation}」");
    }
}
