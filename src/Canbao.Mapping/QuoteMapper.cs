using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.V1;
using CatastrophicCover = Canbao.V1.CatastrophicCover;

namespace Canbao.Mapping;

/// <summary>Quotes from the engine to the wire. What is null stays absent.</summary>
public static class QuoteMapper
{
    /// <summary>A quote that names its policy in full.</summary>
    public static V1.Quote ToMessage(Policies.Quote quote, Policy policy)
    {
        var message = ToMessage(quote);
        message.Policy = ToRef(policy);
        return message;
    }

    /// <summary>What the wire needs of an answer, kept with it.</summary>
    public static MadeQuote Made(Answer answer)
    {
        if (answer.Made is MadeQuote made) return made;
        var fresh = new MadeQuote(answer);
        answer.Made = fresh;
        return fresh;
    }

    public static PolicyRef ToRef(Policy policy) => new()
    {
        Region = policy.Region, BenefitYear = (uint)policy.BenefitYear, Revision = (uint)policy.Revision, Digest = policy.Digest,
    };

    /// <summary>A quote without its policy.</summary>
    public static V1.Quote ToMessage(Policies.Quote quote)
    {
        var message = new V1.Quote { Status = (V1.QuoteStatus)quote.Status, FiscalSubsidyKind = (FiscalSubsidyKind)quote.FiscalSubsidyKind };
        if (quote.NextOpenDate is { } next) message.NextOpenDate = WireDate.Format(next);
        message.MissingFields.AddRange(quote.MissingFields);
        message.Unspecified.AddRange(quote.Unspecified);
        message.Notices.AddRange(quote.Notices);
        message.Warnings.AddRange(quote.Warnings);
        SetAmounts(message, quote);
        SetAssistance(message, quote);
        SetAddons(message, quote);
        SetFunding(message, quote);
        SetCover(message, quote);
        if (quote.Catastrophic is { } catastrophic) message.Catastrophic = ToMessage(catastrophic);
        return message;
    }

    private static void SetAmounts(V1.Quote message, Policies.Quote quote)
    {
        if (quote.IndividualStandardFen is { } standard) message.IndividualStandardFen = standard;
        if (quote.FeeFen is { } fee) message.FeeFen = fee;
        if (quote.FeeAtLeastFen is { } least) message.FeeAtLeastFen = least;
        if (quote.FeeAtMostFen is { } most) message.FeeAtMostFen = most;
        if (quote.PayableFen is { } payable) message.PayableFen = payable;
    }

    private static void SetAssistance(V1.Quote message, Policies.Quote quote)
    {
        if (quote.AssistanceFen is { } assistance) message.AssistanceFen = assistance;
        if (quote.AssistanceFund is { } fund) message.AssistanceFund = fund;
        if (quote.MatchedIdentity is { } identity) message.MatchedIdentity = identity;
        if (quote.RecognisedBy is { } department) message.RecognisedBy = department;
        if (quote.AssistanceDeferredTo is { } year) message.AssistanceDeferredTo = (uint)year;
        if (quote.AssistedPaymentAvailable is { } available) message.AssistedPaymentAvailable = available;
    }

    private static void SetAddons(V1.Quote message, Policies.Quote quote)
    {
        foreach (var addon in quote.Addons) message.Addons.Add(new V1.AddonPrice { Code = addon.Code, PriceFen = addon.PriceFen });
        if (quote.AddonTotalFen is { } total) message.AddonTotalFen = total;
        if (quote.AddonTerm is { } term) message.AddonTerm = term;
    }

    private static void SetFunding(V1.Quote message, Policies.Quote quote)
    {
        if (quote.FiscalSubsidyFen is { } subsidy) message.FiscalSubsidyFen = subsidy;
        if (quote.FiscalSubsidyBasis is { } basis) message.FiscalSubsidyBasis = basis;
        foreach (var line in quote.Contributions) message.Contributions.Add(new V1.Contribution { Payer = line.Payer, AmountFen = line.AmountFen });
        if (quote.FundingTotalFen is { } funding) message.FundingTotalFen = funding;
    }

    private static void SetCover(V1.Quote message, Policies.Quote quote)
    {
        switch (quote.Waiting)
        {
            case { Unit: WaitingUnit.Days } days:
                message.WaitingDays = (uint)days.Length;
                break;
            case { Unit: WaitingUnit.Months } months:
                message.WaitingMonths = (uint)months.Length;
                break;
            case { Unit: WaitingUnit.NextMonthFirstDay }:
                message.WaitingRule = WaitingRule.NextMonthFirstDay;
                break;
        }
        if (quote.BenefitStart is { } start) message.BenefitStart = WireDate.Format(start);
        if (quote.BenefitEnd is { } end) message.BenefitEnd = WireDate.Format(end);
    }

    private static CatastrophicCover ToMessage(Policies.CatastrophicCover cover)
    {
        var message = new CatastrophicCover();
        if (cover.DeductibleFen is { } deductible) message.DeductibleFen = deductible;
        if (cover.UpliftPoints is { } points) message.ReimbursementUpliftPoints = (uint)points;
        if (cover.NoCap is { } noCap) message.NoCap = noCap;
        if (cover.CapUpliftContinuous is { } continuous) message.CapUpliftContinuous = continuous;
        if (cover.CapUpliftZeroClaim is { } zeroClaim) message.CapUpliftZeroClaim = zeroClaim;
        if (cover.UpliftSteps is { } steps) message.UpliftSteps = (uint)steps;
        return message;
    }
}
