using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.Recalculation.Differences;
using Canbao.Recalculation.Settlement;
using static Canbao.Cli.Rendering.BeforeAfterRows;

namespace Canbao.Cli.Rendering;

/// <summary>What two policies make of the same residents, in yuan, for a terminal.</summary>
internal static class MoneyText
{
    /// <summary>How dates come into the other year; for the help and the output.</summary>
    public const string Dates = "Dates are moved by whole years, from the row's benefit year to each policy's, so that the same month and day falls "
        + "into its collection year; 29 February becomes the 28th where there is no 29th.";

    private static readonly AmountState[] WithoutAmount = [AmountState.Closed, AmountState.Undetermined, AmountState.NotEligible];

    public static void Write(TextWriter output, Policy before, Policy after, MoneyComparison money)
    {
        output.WriteLine();
        output.WriteLine($"居民 residents {Number(money.Residents)}：{before} → {after}");
        output.WriteLine("日期按每行的参保年度整年平移到各政策的年度，2月29日无对应日时取28日。");
        output.WriteLine(Dates);
        output.WriteLine();
        WriteCounts(output, money);
        output.WriteLine();
        Row(output, $"两边都有数额的 {Number(money.Compared)} 人（元） both have an amount, yuan", "前 before", "后 after", "差额 difference");
        Row(output, "个人应缴 fee", money.Fee);
        foreach (var (code, fund) in money.Funds) Row(output, $"资助 {after.Codes.Fund(code)?.Name.Zh} {code}", fund);
        Row(output, "财政补助 fiscal_subsidy", money.FiscalSubsidy);
        foreach (var policy in (Policy[])[before, after]) WriteKind(output, policy);
        if (money.WithoutStatedSubsidy > 0)
            output.WriteLine($"    未写明补助的不计 without a stated subsidy, not in that line: {Number(money.WithoutStatedSubsidy)} 人");
        output.WriteLine();
        WriteIdentities(output, after.Codes, money);
    }

    private static void WriteCounts(TextWriter output, MoneyComparison money)
    {
        Count(output, "多缴 worse off (higher fee)", money.WorseOff);
        Count(output, "少缴 better off (lower fee)", money.BetterOff);
        Count(output, "不变 unchanged", money.Unchanged);
        Row(output, "没有数额的，不按0计 without an amount, never counted as 0", "成为 became", "不再是 ceased", "都是 both");
        foreach (var state in WithoutAmount)
            Row(output, $"{Word(state)} {SnakeCase.Of(state)}", Number(money.Became(state)), Number(money.Ceased(state)), Number(money.Stayed(state)));
        var onlyBefore = WithoutAmount.Sum(state => money.Count(AmountState.Amount, state));
        var onlyAfter = WithoutAmount.Sum(state => money.Count(state, AmountState.Amount));
        output.WriteLine($"  只有前者有数额 amount only before: {Number(onlyBefore)} 人，{Yuan(money.OnlyBeforeFen)} 元；"
            + $"只有后者有数额 only after: {Number(onlyAfter)} 人，{Yuan(money.OnlyAfterFen)} 元");
    }

    private static void WriteIdentities(TextWriter output, CodeLists codes, MoneyComparison money)
    {
        Row(output, "按资助身份 by the identity that counts", "前 before", "后 after", "差额 difference");
        foreach (var (pair, group) in money.Identities)
        {
            output.WriteLine($"  {Name(pair, codes)}  {Number(group.Residents)} 人");
            Row(output, "  个人应缴 fee", group.Fee);
            if (!group.Assistance.IsNothing) Row(output, "  资助 assistance", group.Assistance);
        }
    }

    private static string Name(IdentityPair pair, CodeLists codes) =>
        pair.Before == pair.After ? Name(pair.After, codes) : $"{Name(pair.Before, codes)} → {Name(pair.After, codes)}";

    private static string Name(string? identity, CodeLists codes) => identity is null ? "无 none" : $"{codes.Identity(identity)?.Name.Zh} {identity}";

    private static string Word(AmountState state) => state switch
    {
        AmountState.Closed => "当日不能缴费",
        AmountState.Undetermined => "无法确定",
        _ => "不属于参保范围",
    };

    /// <summary>A floor, or an amount taken over from elsewhere, must not look like this year's own figure.</summary>
    private static void WriteKind(TextWriter output, Policy policy)
    {
        var subsidy = policy.FiscalSubsidy;
        var basis = subsidy.Basis is null ? "" : $", {subsidy.Basis}";
        if (subsidy.Kind != SubsidyKind.Exact) output.WriteLine($"    {policy}: {SnakeCase.Of(subsidy.Kind)}{basis}");
    }

    private static string Number(long value) => FigureText.Number(value);

    private static string Yuan(long fen) => FigureText.Money(fen);
}
