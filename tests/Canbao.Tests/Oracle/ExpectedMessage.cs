using Canbao.Policies;
using V1 = Canbao.V1;

namespace Canbao.Tests.Oracle;

/// <summary>An expected answer in the contract's form, in which the worked cases are compared.</summary>
internal static class ExpectedMessage
{
    public static V1.Quote Of(Expected answer)
    {
        var message = new V1.Quote { Status = (V1.QuoteStatus)answer.Status };
        message.MissingFields.AddRange(answer.MissingFields);
        message.Unspecified.AddRange(answer.Unspecified);
        if (answer.AssistanceFen is { } assistance) message.AssistanceFen = assistance;
        if (answer.AssistanceFund is { } fund) message.AssistanceFund = fund;
        if (answer.AssistanceDeferredTo is { } year) message.AssistanceDeferredTo = (uint)year;
        if (answer.AssistedPaymentAvailable is { } available) message.AssistedPaymentAvailable = available;
        if (answer.FeeFen is { } fee) message.FeeFen = fee;
        if (answer.AddonTotalFen is { } addons) message.AddonTotalFen = addons;
        if (answer.AddonTerm is { } term) message.AddonTerm = term;
        if (answer.PayableFen is { } payable) message.PayableFen = payable;
        if (answer.FiscalSubsidyFen is { } subsidy) message.FiscalSubsidyFen = subsidy;
        if (answer.FiscalSubsidyBasis is { } basis) message.FiscalSubsidyBasis = basis;
        AddMatch(answer, message);
        AddCover(answer, message);
        if (answer.Warns) message.Warnings.Add("expected");
        return message;
    }

    private static void AddMatch(Expected answer, V1.Quote message)
    {
        if (answer.MatchedAnyOf.Count == 0) return;
        message.MatchedIdentity = answer.MatchedAnyOf[0].Identity;
        if (answer.MatchedAnyOf[0].Department is { } department) message.RecognisedBy = department;
    }

    private static void AddCover(Expected answer, V1.Quote message)
    {
        if (answer.Waiting is { } waiting) AddWaiting(waiting, message);
        if (answer.BenefitStart is { } start) message.BenefitStart = WireDate.Format(start);
        if (answer.BenefitEnd is { } end) message.BenefitEnd = WireDate.Format(end);
        if (answer.Catastrophic is not { } cover) return;
        message.Catastrophic = new V1.CatastrophicCover
        {
            DeductibleFen = cover.DeductibleFen, ReimbursementUpliftPoints = (uint)cover.UpliftPoints, NoCap = cover.NoCap,
            CapUpliftContinuous = cover.CapUpliftContinuous, UpliftSteps = (uint)cover.UpliftSteps, CapUpliftZeroClaim = cover.CapUpliftZeroClaim,
        };
    }

    private static void AddWaiting(Waiting waiting, V1.Quote message)
    {
        if (waiting.Unit == WaitingUnit.Days) message.WaitingDays = (uint)waiting.Length;
        else if (waiting.Unit == WaitingUnit.Months) message.WaitingMonths = (uint)waiting.Length;
        else message.WaitingRule = V1.WaitingRule.NextMonthFirstDay;
    }
}
