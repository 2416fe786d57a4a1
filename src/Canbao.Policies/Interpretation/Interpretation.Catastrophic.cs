using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>Catastrophic insurance: deductible, tilt, incentives.</summary>
internal sealed partial class Interpretation
{
    private CatastrophicCover? CatastrophicCover(string? matched)
    {
        if (compared?._catastrophicFor == matched && Shared(compared?._catastrophic) is { } known) return known.Value;
        var begun = Begin();
        var cover = FindCatastrophicCover(matched);
        (_catastrophic, _catastrophicFor) = (End(begun, cover), matched);
        return cover;
    }

    private CatastrophicCover? FindCatastrophicCover(string? matched)
    {
        var rules = policy.Catastrophic;
        if (rules.Deductible is null)
        {
            LeaveOpen(Subjects.DeductibleYuan);
            walk?.Add("catastrophic", null, StepOutcome.Silent, "大病保险起付线未写明", "the catastrophic deductible is not stated");
        }
        var tilt = TiltFor(matched);
        var cover = new CatastrophicCover
        {
            DeductibleFen = tilt?.DeductibleFen ?? rules.Deductible?.AmountFen,
            UpliftPoints = tilt?.UpliftPoints,
            NoCap = tilt is { NoCap: true } ? true : null,
        };
        if (rules.Deductible is { } deductible) walk?.Add("catastrophic", tilt?.Rule ?? deductible.Rule, StepOutcome.Applied,
            $"大病保险起付线{Yuan.Format(cover.DeductibleFen ?? 0)}元", $"catastrophic deductible {Yuan.Format(cover.DeductibleFen ?? 0)} yuan");
        // Without a cap there is nothing to raise.
        if (cover.NoCap != true) SetIncentives(cover);
        return cover == Empty ? null : cover;
    }

    private static readonly CatastrophicCover Empty = new();

    private Tilt? TiltFor(string? matched)
    {
        foreach (var tilt in policy.Catastrophic.Tilts)
        {
            if (!HoldsAny(tilt.Identities))
            {
                walk?.Add("catastrophic", tilt.Rule, StepOutcome.PassedOver, "不具有倾斜支付的身份", "none of its identities is held");
                continue;
            }
            RestOn(tilt.Rule);
            if (Choose(tilt.DecidedBy) == TiltBasis.Held || (matched is not null && IsMeant(matched, tilt.Identities))) return tilt;
            walk?.Add("catastrophic", tilt.Rule, StepOutcome.PassedOver, "不是据以享受资助的身份", "not the identity that brought assistance");
        }
        return null;
    }

    private bool IsMeant(string held, ValueList<string> named)
    {
        foreach (var identity in named)
            if (policy.Codes.Means(held, identity)) return true;
        return false;
    }

    private bool HoldsAny(ValueList<string> identities) => policy.IdentityTable.IsAnyMeant(_held, identities);

    private void SetIncentives(CatastrophicCover cover)
    {
        if (policy.Catastrophic.ContinuousYears is { } years)
        {
            if (years.AfterYears is not { } after) LeaveOpenIf(profile.ContinuousYears > 0, years.Rule);
            else
            {
                var reached = profile.ContinuousYears >= after && Choose(years.Counting) == YearCounting.EarlierYearsCount;
                LeaveOpenIf(reached, years.Rule);
                // The benefit year itself is the first year after the required ones.
                (cover.CapUpliftContinuous, cover.UpliftSteps) = (reached, reached ? (int)profile.ContinuousYears - after + 1 : null);
            }
        }
        if (policy.Catastrophic.ZeroClaim is { } zeroClaim)
        {
            // Who was not insured claimed nothing either; the incentive is for the insured.
            var reached = profile.ZeroClaimLastYear && profile.GapYears == 0 && Choose(zeroClaim.Counting) == YearCounting.EarlierYearsCount;
            LeaveOpenIf(reached, zeroClaim.Rule);
            if (zeroClaim.Detailed) cover.CapUpliftZeroClaim = reached;
        }
    }

    private void LeaveOpenIf(bool reached, Rule rule)
    {
        if (!reached)
        {
            walk?.Add("catastrophic", rule, StepOutcome.PassedOver, "未达到提高最高支付限额的条件", "the condition for a higher cap is not met");
            return;
        }
        LeaveOpen(Subjects.UpliftAmount);
        walk?.Add("catastrophic", rule, StepOutcome.Silent, "最高支付限额提高，数额未写明", "the cap rises; the notice gives no amount");
    }
}
