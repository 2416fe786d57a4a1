using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>
/// Where residents with one quote and one tier are counted, and what each of them adds: looked up once for a quote that a million
/// residents have.
/// </summary>
public sealed class SettlementPosting
{
    private readonly SettlementCell _cell;
    private readonly bool _withoutPayment;
    private readonly (Tally Tally, long Fen)[] _amounts;

    internal SettlementPosting(SettlementCell cell, V1.Quote quote)
    {
        _cell = cell;
        _withoutPayment = SettlementCell.IsWithoutPayment((QuoteStatus)quote.Status);
        _amounts = [.. AmountsOf(quote).Select(a => (cell[a.Amount], a.Fen)), .. LinesOf(quote).Select(l => (cell.Line(l.Line), l.Fen))];
    }

    public void Add(long residents)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(residents);
        _cell.Residents += residents;
        if (_withoutPayment) _cell.WithoutPayment += residents;
        foreach (var (tally, fen) in _amounts) tally.Add(residents, fen);
    }

    private static IEnumerable<(SettlementAmount Amount, long Fen)> AmountsOf(V1.Quote quote)
    {
        if (quote.HasFeeFen) yield return (SettlementAmount.Fee, quote.FeeFen);
        if (quote.HasAssistanceFen) yield return (SettlementAmount.Assistance, quote.AssistanceFen);
        // While the fee is open nothing is paid in, though the subsidy may be known.
        if (quote.HasFeeFen && quote.HasFiscalSubsidyFen) yield return (SettlementAmount.FiscalSubsidy, quote.FiscalSubsidyFen);
        if (quote.HasAddonTotalFen) yield return (SettlementAmount.Addons, quote.AddonTotalFen);
        if (quote.HasPayableFen) yield return (SettlementAmount.Payable, quote.PayableFen);
        if (quote.HasFundingTotalFen) yield return (SettlementAmount.FundingTotal, quote.FundingTotalFen);
        else if (quote.HasFeeFen) yield return (SettlementAmount.WithoutFundingTotal, quote.FeeFen + quote.AssistanceFen);
    }

    /// <summary>A notice that states no subsidy leaves the quote without lines; resident and fund are owed what they are owed all the same.</summary>
    private static IEnumerable<(FundLine Line, long Fen)> LinesOf(V1.Quote quote)
    {
        foreach (var line in quote.Contributions)
            yield return (new(line.Payer, line.Payer == Contribution.FiscalSubsidy ? (SubsidyKind)quote.FiscalSubsidyKind : SubsidyKind.Exact), line.AmountFen);
        if (quote.Contributions.Count > 0 || !quote.HasFeeFen) yield break;
        yield return (new(Contribution.Resident), quote.FeeFen);
        if (quote.AssistanceFen > 0) yield return (new(quote.AssistanceFund), quote.AssistanceFen);
    }
}
