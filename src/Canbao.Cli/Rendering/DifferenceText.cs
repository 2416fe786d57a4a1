using Canbao.Documents.Answers;
using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.Recalculation.Differences;
using Canbao.Recalculation.Settlement;
using static Canbao.Cli.Rendering.BeforeAfterRows;

namespace Canbao.Cli.Rendering;

/// <summary>What a baseline makes of the residents, in yuan, for a terminal; with the proof that nobody and nothing is missing.</summary>
internal static class DifferenceText
{
    /// <summary>Throws for totals that do not add up.</summary>
    /// <param name="baseline">Null if only the totals are known, as of shards.</param>
    /// <param name="answered">Residents with an answer.</param>
    public static void Write(TextWriter output, PolicyBook book, Policy? baseline, DifferenceTotals totals, long answered)
    {
        if (totals.Problems().FirstOrDefault() is { } problem) throw new InvalidOperationException(problem);
        if (totals.Residents != answered) throw new InvalidOperationException($"{totals.Residents} residents were compared or not; {answered} were answered");
        output.WriteLine($"与基准比较 compared with the baseline {baseline}".TrimEnd());
        foreach (var (kind, residents) in totals.Kinds) Count(output, $"{Word(kind)} {SnakeCase.Of(kind)}", residents);
        output.WriteLine();
        WriteMoney(output, book, totals);
        WriteWithoutAmount(output, totals);
        output.WriteLine();
        output.WriteLine($"{Number(totals.Unchanged)} unchanged, {Number(totals.Changed)} changed, {Number(totals.NotCompared)} not compared (other region) "
            + $"= {Number(answered)}");
        output.WriteLine();
    }

    private static void WriteMoney(TextWriter output, PolicyBook book, DifferenceTotals totals)
    {
        var compared = totals.Count(AmountState.Amount, AmountState.Amount);
        Row(output, $"两边都有数额的 {Number(compared)} 人（元） both have an amount, yuan", "前 before", "现 now", "差额 difference");
        foreach (var (line, payer) in totals.Payers)
        {
            Row(output, PayerName(book, line.Payer), payer.Money);
            Part(output, "应退 refund", payer.Refund);
            Part(output, "应补 top-up", payer.TopUp);
        }
        Row(output, "筹资合计 funding total", totals.FundingTotal);
        if (!totals.WithoutSubsidy.IsNothing) Row(output, "补助未写明的，不含补助 without a stated subsidy, without that", totals.WithoutSubsidy);
    }

    private static void WriteWithoutAmount(TextWriter output, DifferenceTotals totals)
    {
        foreach (var before in DifferenceTotals.States)
            foreach (var now in DifferenceTotals.States)
                if ((before, now) != (AmountState.Amount, AmountState.Amount) && totals.Count(before, now) is > 0 and var residents)
                    Count(output, $"不可比 not comparable: {SnakeCase.Of(before)} > {SnakeCase.Of(now)}", residents);
        Part(output, "只有前者有数额 fees only before", totals.OnlyBefore);
        Part(output, "只有现在有数额 fees only now", totals.OnlyNow);
    }

    private static string PayerName(PolicyBook book, string payer) => payer switch
    {
        Contribution.Resident => "个人 resident",
        Contribution.FiscalSubsidy => "财政补助 fiscal_subsidy",
        _ => $"{book.Codes.Fund(payer)?.Name.Zh} {payer}",
    };

    private static string Word(ChangeKind kind) => kind switch
    {
        ChangeKind.Status => "状态",
        ChangeKind.Fee => "个人应缴",
        ChangeKind.Assistance => "资助",
        ChangeKind.Addons => "附加产品",
        ChangeKind.Payable => "本次应收",
        ChangeKind.Subsidy => "财政补助",
        ChangeKind.Funding => "筹资",
        ChangeKind.Waiting => "等待期",
        ChangeKind.Cover => "待遇起止",
        ChangeKind.Catastrophic => "大病保险",
        ChangeKind.Open => "未定事项",
        _ => "理解与提示",
    };

    private static void Part(TextWriter output, string label, Tally tally)
    {
        if (tally.Residents > 0) output.WriteLine($"    {label}: {Number(tally.Residents)} 人，{FigureText.Money(tally.Fen)} 元");
    }

    private static string Number(long value) => FigureText.Number(value);
}
