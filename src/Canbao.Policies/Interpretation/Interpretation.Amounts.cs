using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>Standard, subsidy, the lines of payers, add-ons.</summary>
internal sealed partial class Interpretation
{
    private long StandardFen()
    {
        var standard = policy.StandardOf(profile.Tier)!;
        var fen = standard.FenFor(profile);
        RestOn(standard.Rule);
        walk?.Add("standard", standard.Rule, StepOutcome.Applied, $"{standard.Name.Zh}个人缴费标准{Yuan.Format(fen)}元",
            $"individual standard of {standard.Name.En}: {Yuan.Format(fen)} yuan");
        return fen;
    }

    /// <summary>Individual standard and subsidy together; null where the subsidy's amount is not settled.</summary>
    private long? FullCost(long standard)
    {
        var subsidy = policy.FiscalSubsidy;
        if (subsidy.AmountFen is { } fen && subsidy.Kind != SubsidyKind.AtLeast && Choose(subsidy.FullCost) == FullCostAmount.StatedFigure)
        {
            walk?.Add("fiscal_subsidy", subsidy.Rule, StepOutcome.Applied, $"全额缴费：{Yuan.Format(standard)}＋{Yuan.Format(fen)}元",
                $"full cost: {Yuan.Format(standard)} + {Yuan.Format(fen)} yuan");
            return standard + fen;
        }
        LeaveOpen(Subjects.FeeYuan);
        walk?.Add("fiscal_subsidy", subsidy.Rule, StepOutcome.Silent, "全额缴费的数额未定", "the amount of the full cost is not settled");
        return null;
    }

    private void SetSubsidy(Quote quote, bool paidByResident)
    {
        var subsidy = policy.FiscalSubsidy;
        quote.FiscalSubsidyBasis = subsidy.Basis;
        if (paidByResident)
        {
            (quote.FiscalSubsidyFen, quote.FiscalSubsidyKind) = (0, SubsidyKind.Exact);
            return;
        }
        RestOn(subsidy.Rule);
        walk?.Add("fiscal_subsidy", subsidy.Rule, subsidy.AmountFen is null ? StepOutcome.Silent : StepOutcome.Applied,
            subsidy.AmountFen is { } zh ? $"财政补助{(subsidy.Kind == SubsidyKind.AtLeast ? "不低于" : "")}{Yuan.Format(zh)}元" : "财政补助未写明",
            subsidy.AmountFen is { } en ? $"fiscal subsidy {(subsidy.Kind == SubsidyKind.AtLeast ? "at least " : "")}{Yuan.Format(en)} yuan"
                : "fiscal subsidy not stated");
        (quote.FiscalSubsidyFen, quote.FiscalSubsidyKind) = (subsidy.AmountFen, subsidy.Kind);
    }

    /// <summary>None where a line would be a guess.</summary>
    private static ValueList<Contribution> Contributions(Quote quote)
    {
        if (quote.FeeFen is not { } fee || quote.FiscalSubsidyFen is not { } subsidy) return [];
        var resident = new Contribution(Contribution.Resident, fee);
        var treasury = new Contribution(Contribution.FiscalSubsidy, subsidy);
        if (quote.AssistanceFen is not > 0) return subsidy == 0 ? [resident] : [resident, treasury];
        var fund = new Contribution(quote.AssistanceFund!, quote.AssistanceFen.Value);
        return subsidy == 0 ? [resident, fund] : [resident, fund, treasury];
    }

    private (ValueList<AddonPrice> Prices, long? TotalFen, string? Term) AddonPrices()
    {
        if (profile.Addons.Count == 0) return ([], null, null);
        var prices = new List<AddonPrice>();
        string? term = null;
        foreach (var code in profile.Addons)
        {
            var offered = policy.Addons.FirstOrDefault(a => a.Code == code);
            if (offered is null) LeaveOpen(Subjects.Addons);
            else if (offered.PriceFen is { } price)
            {
                RestOn(offered.Rule);
                prices.Add(new(code, price));
                term ??= offered.Term;
            }
            else LeaveOpen(Subjects.AddonPrice);
            walk?.Add("addon", offered?.Rule, offered?.PriceFen is null ? StepOutcome.Silent : StepOutcome.Applied,
                offered?.PriceFen is { } zh ? $"{offered.Name.Zh}{Yuan.Format(zh)}元" : "本政策没有该产品或没有写明价格",
                offered?.PriceFen is { } en ? $"{offered.Name.En}: {Yuan.Format(en)} yuan" : "not offered, or without a price, under this policy");
        }
        return ([.. prices], prices.Count == 0 ? null : prices.Sum(p => p.PriceFen), term);
    }
}
