using Canbao.Documents.Answers;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Recalculation.Settlement;
using Canbao.Recalculation.Totals;

namespace Canbao.Cli.Rendering;

/// <summary>Totals for a terminal: residents per status, yuan per payer, and that the lines add up.</summary>
internal static class TotalsText
{
    public static void Write(TextWriter output, PolicyBook book, AnswerTotals totals) =>
        Write(output, book, totals.PerStatus.Select(s => ((QuoteStatus)s.Key, s.Value)), totals.Errors, totals.PerPayer, totals.FundingTotalFen);

    /// <summary>Of a sheet that balances.</summary>
    public static void Write(TextWriter output, PolicyBook book, SettlementSheet sheet)
    {
        var total = sheet.Total();
        var perPayer = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (line, tally) in total.Lines) perPayer[line.Payer] = perPayer.GetValueOrDefault(line.Payer) + tally.Fen;
        Write(output, book, sheet.By(key => key.Status).Select(s => (s.Key, s.Value.Residents)), 0, perPayer, SettlementBalance.Owed(total));
    }

    private static void Write(TextWriter output, PolicyBook book, IEnumerable<(QuoteStatus Status, long Residents)> perStatus, long errors,
        SortedDictionary<string, long> perPayer, long fundingTotalFen)
    {
        output.WriteLine("per status 状态");
        var residents = errors;
        foreach (var (status, count) in perStatus)
        {
            Line(output, $"{SnakeCase.Of(status)}  {StatusNames.Zh(status)}", FigureText.Number(count));
            residents += count;
        }
        if (errors > 0) Line(output, "rows with an error", FigureText.Number(errors));
        Line(output, "residents 人数", FigureText.Number(residents));
        output.WriteLine();
        output.WriteLine("per payer 资金来源 (yuan)");
        foreach (var (payer, fen) in perPayer) Line(output, PayerName(book, payer), FigureText.Money(fen));
        Line(output, "funding total 筹资合计", FigureText.Money(fundingTotalFen));
        if (perPayer.Values.Sum() != fundingTotalFen) throw new InvalidOperationException("the payers' lines do not add up to the funding total");
    }

    private static string PayerName(PolicyBook book, string payer) => payer switch
    {
        Contribution.Resident => "resident  个人",
        Contribution.FiscalSubsidy => "fiscal_subsidy  财政补助",
        _ => $"{payer}  {book.Codes.Fund(payer)?.Name.Zh}",
    };

    private static void Line(TextWriter output, string label, string value) => output.WriteLine($"  {TextWidth.Pad(label, 56)}{value,18}");
}
