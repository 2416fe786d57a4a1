using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>One line of proof: two figures that were counted on different ways and must be the same.</summary>
public sealed record ReportProof(string Zh, string En, string Left, string Right, bool Holds)
{
    /// <summary>All proofs of a report; the problems of single cells come last.</summary>
    public static IReadOnlyList<ReportProof> Of(ReportData data)
    {
        var balance = data.Sheet.Balances();
        var undetermined = data.Sheet.Cells.Where(cell => cell.Key.Status == QuoteStatus.Undetermined).Sum(cell => cell.Value.Residents);
        return
        [
            Numbers("行数＝已计算＋已退回＋空行", "rows = answered + rejected + blank", data.Rows, data.Answered + data.Rejected + data.Blank),
            Numbers("结算表人数＝已计算", "residents of the settlement = answered", balance.Total.Residents, data.Answered),
            Numbers("未确定清单人数＝结算表中未确定人数", "listed as undetermined = undetermined in the settlement", data.Reasons.Undetermined, undetermined),
            new("各方出资之和＝筹资合计（元）", "the payers' lines = the funding totals, yuan", FigureText.Money(balance.Total.LinesFen),
                FigureText.Money(SettlementBalance.Owed(balance.Total)), balance.Total.LinesFen == SettlementBalance.Owed(balance.Total)),
            Numbers("结算单元数＝收支相符的单元数", "cells of the settlement = cells that balance", balance.Cells, balance.BalancedCells),
            .. balance.Problems.Select(problem => new ReportProof("结算单元", problem, "", "", false)),
        ];
    }

    private static ReportProof Numbers(string zh, string en, long left, long right) =>
        new(zh, en, FigureText.Number(left), FigureText.Number(right), left == right);
}
