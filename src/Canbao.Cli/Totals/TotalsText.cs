using System.Globalization;
using Canbao.Cli.Rendering;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Documents;

namespace Canbao.Cli.Totals;

/// <summary>Totals for a terminal: residents per status, yuan per payer, and that the lines add up.</summary>
internal static class TotalsText
{
    public static void Write(TextWriter output, PolicyBook book, AnswerTotals totals)
    {
        output.WriteLine("per status 状态");
        foreach (var (status, count) in totals.PerStatus)
            Line(output, $"{SnakeCase.Of((QuoteStatus)status)}  {StatusText.Zh((QuoteStatus)status)}", Number(count));
        if (totals.Errors > 0) Line(output, "rows with an error", Number(totals.Errors));
        Line(output, "residents 人数", Number(totals.Answered));
        output.WriteLine();
        output.WriteLine("per payer 资金来源 (yuan)");
        foreach (var (payer, fen) in totals.PerPayer) Line(output, PayerName(book, payer), Money(fen));
        Line(output, "funding total 筹资合计", Money(totals.FundingTotalFen));
        if (totals.PerPayer.Values.Sum() != totals.FundingTotalFen) throw new InvalidOperationException("the payers' lines do not add up to the funding total");
    }

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Seconds(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);

    private static string PayerName(PolicyBook book, string payer) => payer switch
    {
        Contribution.Resident => "resident  个人",
        Contribution.FiscalSubsidy => "fiscal_subsidy  财政补助",
        _ => $"{payer}  {book.Codes.Fund(payer)?.Name.Zh}",
    };

    private static void Line(TextWriter output, string label, string value) => output.WriteLine($"  {TextWidth.Pad(label, 56)}{value,18}");

    /// <summary>Yuan with thousands apart.</summary>
    public static string Money(long fen) =>
        (fen < 0 ? "-" : "") + Number(Math.Abs(fen / 100)) + (fen % 100 == 0 ? "" : Yuan.Format(Math.Abs(fen % 100))[1..]);
}
