using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>What was checked of a sheet, in total, and where it does not add up. A problem names its cell.</summary>
/// <param name="Cells">How many cells the sheet has.</param>
/// <param name="BalancedCells">How many of them have no problem.</param>
/// <param name="Total">All cells together.</param>
/// <param name="Problems">Of cells, then of the total.</param>
public sealed record SettlementBalance(long Cells, long BalancedCells, SettlementCell Total, IReadOnlyList<string> Problems)
{
    public bool Holds => Problems.Count == 0;

    internal static SettlementBalance Of(SettlementSheet sheet)
    {
        var problems = new List<string>();
        var (cells, balanced, residents, lines) = (0L, 0L, 0L, 0L);
        foreach (var (key, cell) in sheet.Cells)
        {
            (cells, residents, lines) = (cells + 1, residents + cell.Residents, lines + cell.LinesFen);
            var before = problems.Count;
            problems.AddRange(ProblemsOf(cell, key.Status).Select(problem => $"{key}: {problem}"));
            if (problems.Count == before) balanced++;
        }
        var total = sheet.Total();
        if (total.Residents != residents) problems.Add($"total: {total.Residents} residents are not the {residents} of the cells");
        if (total.LinesFen != lines) problems.Add($"total: {total.LinesFen} fen of the payers' lines are not the {lines} of the cells");
        var owed = Owed(total);
        if (lines != owed) problems.Add($"total: the payers' lines are {lines} fen, the funding totals {owed} fen");
        return new(cells, balanced, total, problems);
    }

    /// <summary>What the payers' lines must come to: the quotes' totals, and fee and assistance of who has no total.</summary>
    public static long Owed(SettlementCell cell) => cell[SettlementAmount.FundingTotal].Fen + cell[SettlementAmount.WithoutFundingTotal].Fen;

    private static IEnumerable<string> ProblemsOf(SettlementCell cell, QuoteStatus status)
    {
        var (fee, lines, owed) = (cell[SettlementAmount.Fee].Fen, cell.LinesFen, Owed(cell));
        if (lines != owed) yield return $"the payers' lines are {lines} fen, the funding totals {owed} fen";
        var parts = fee + cell[SettlementAmount.Assistance].Fen + cell[SettlementAmount.FiscalSubsidy].Fen;
        if (parts != owed) yield return $"fee, assistance and subsidy are {parts} fen, the funding totals {owed} fen";
        var due = cell[SettlementAmount.Addons].Fen + (status == QuoteStatus.AlreadyPaid ? 0 : fee);
        if (cell[SettlementAmount.Payable].Fen is var payable && payable != due && cell[SettlementAmount.Payable].Residents > 0)
            yield return $"payable are {payable} fen, fees and add-ons {due} fen";
        foreach (var amount in Enum.GetValues<SettlementAmount>())
            if (cell[amount].Residents > cell.Residents)
                yield return $"{cell[amount].Residents} residents have {SnakeCase.Of(amount)}, the cell has {cell.Residents}";
        if (cell.WithoutPayment != (SettlementCell.IsWithoutPayment(status) ? cell.Residents : 0))
            yield return $"{cell.WithoutPayment} of {cell.Residents} residents are without a payment";
    }
}
