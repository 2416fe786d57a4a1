using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Proofs;

/// <summary>What must hold of every quote, whatever the policy says. Each law is computed anew from the policy, not as the interpreter does.</summary>
internal static class QuoteLaws
{
    /// <summary>The first law that a quote breaks, in words; null if it keeps all.</summary>
    public static string? Broken(Policy policy, Profile profile, in Situation situation, Quote quote) =>
        Status(policy, profile, situation, quote) ?? Presence(quote) ?? Amounts(policy, profile, quote) ?? Assistance(policy, profile, quote)
        ?? Contributions(quote) ?? Payable(quote) ?? Silence(quote) ?? Cover(policy, situation, quote) ?? NextOpen(policy, situation, quote);

    private static bool HasAmounts(Quote quote) => quote.IsOpen
        || quote.Status is QuoteStatus.NoPaymentRequired or QuoteStatus.AutoEnrolled or QuoteStatus.AlreadyPaid;

    private static string? Status(Policy policy, Profile profile, in Situation situation, Quote quote)
    {
        var outside = situation.PaymentDate < policy.CollectionFrom || situation.PaymentDate > policy.CollectionTo;
        if (!Enum.IsDefined(quote.Status)) return "the answer has no status";
        if (outside && quote.Status != QuoteStatus.Closed) return "a day outside the collection year is not closed";
        if (profile.AlreadyPaidNormally && quote.IsOpen) return "a fee that has been paid is asked for again";
        if (quote.Status == QuoteStatus.Undetermined && quote.MissingFields.Count + quote.Unspecified.Count == 0)
            return "an undetermined answer names neither a missing field nor a subject that is left open";
        return null;
    }

    private static string? Presence(Quote quote)
    {
        if (HasAmounts(quote))
            return quote is { IndividualStandardFen: not null, AssistanceFen: not null, FeeFen: not null, PayableFen: not null } ? null
                : "an answer with a price lacks an amount";
        if (quote is not { FeeFen: null, AssistanceFen: null, PayableFen: null, FundingTotalFen: null, Contributions.Count: 0 })
            return "an answer without a price carries an amount";
        var bare = quote is { IndividualStandardFen: null, FeeAtLeastFen: null, FeeAtMostFen: null, Waiting: null, BenefitStart: null, BenefitEnd: null,
            Catastrophic: null };
        if (quote.Status != QuoteStatus.Undetermined && !bare) return "a closed day, or who is outside the scheme, carries an amount or a cover";
        return null;
    }

    private static string? Amounts(Policy policy, Profile profile, Quote quote)
    {
        if (quote.FeeAtLeastFen > quote.FeeAtMostFen || quote.FeeAtLeastFen < 0) return "the bounds of the fee contradict each other";
        if (quote.FeeFen is not { } fee) return null;
        if (fee < 0 || quote.AssistanceFen < 0) return "an amount is below zero";
        var standard = policy.StandardOf(profile.Tier)!;
        var owed = standard.FenFor(profile);
        if (quote.Status is QuoteStatus.NoPaymentRequired or QuoteStatus.AutoEnrolled)
            return fee == 0 && quote is { AssistanceFen: 0, IndividualStandardFen: 0 } ? null : "cover without a payment has a price";
        if (quote.IndividualStandardFen != owed) return "the individual standard is not the tier's";
        if (quote.Status == QuoteStatus.OpenFullCost) owed += policy.FiscalSubsidy.AmountFen ?? 0;
        return fee + quote.AssistanceFen == owed ? null : "fee and assistance do not add up to what is owed";
    }

    private static string? Assistance(Policy policy, Profile profile, Quote quote)
    {
        var assisted = quote.AssistanceFen > 0;
        if (assisted != quote.AssistanceFund is not null) return "assistance and its fund do not go together";
        if (assisted && quote.MatchedIdentity is null) return "assistance without an identity";
        if (quote.MatchedIdentity is { } identity && (!profile.Identities.Contains(identity) || policy.GrantFor(identity) is null))
            return "the identity that counts is not held, or not named";
        return quote.AssistanceDeferredTo is { } year && year <= policy.BenefitYear ? "assistance is deferred to no later year" : null;
    }

    private static string? Contributions(Quote quote)
    {
        var stated = quote.FeeFen is not null && quote.FiscalSubsidyFen is not null;
        if (stated != quote.FundingTotalFen is not null || stated != quote.Contributions.Count > 0)
            return "who pays what is missing, or stated without a figure";
        if (!stated) return null;
        var total = 0L;
        foreach (var line in quote.Contributions)
        {
            if (line.AmountFen < 0) return "a payer's line is below zero";
            total += line.AmountFen;
        }
        if (total != quote.FundingTotalFen) return "the payers' lines do not add up to the funding total";
        return total == quote.FeeFen + quote.AssistanceFen + quote.FiscalSubsidyFen ? null : "the funding total is not fee, assistance and subsidy together";
    }

    private static string? Payable(Quote quote)
    {
        if (quote.PayableFen is not { } payable) return null;
        var addons = 0L;
        foreach (var addon in quote.Addons) addons += addon.PriceFen;
        if ((quote.AddonTotalFen ?? 0) != addons) return "the add-ons do not add up";
        return payable == addons + (quote.Status == QuoteStatus.AlreadyPaid ? 0 : quote.FeeFen) ? null : "what is payable is not fee and add-ons together";
    }

    /// <summary>What is left open has no value; and what a payer would expect and has no value is left open.</summary>
    private static string? Silence(Quote quote)
    {
        if (Open(quote, Subjects.FeeYuan) && quote.FeeFen is not null) return "the fee is left open and has a value";
        if (Open(quote, Subjects.AssistanceYuan) && quote.AssistanceFen is not null) return "the assistance is left open and has a value";
        if (Open(quote, Subjects.Waiting) && quote.Waiting is not null) return "the wait is left open and has a value";
        if (Open(quote, Subjects.BenefitStart) && quote.BenefitStart is not null) return "the start of cover is left open and has a value";
        if (Open(quote, Subjects.BenefitEnd) && quote.BenefitEnd is not null) return "the end of cover is left open and has a value";
        if (Open(quote, Subjects.DeductibleYuan) && quote.Catastrophic?.DeductibleFen is not null) return "the deductible is left open and has a value";
        if (!quote.IsOpen) return null;
        if (quote.Waiting is null && !Open(quote, Subjects.Waiting)) return "there is no wait, and it is not left open";
        if (quote.Catastrophic?.DeductibleFen is null && !Open(quote, Subjects.DeductibleYuan)) return "there is no deductible, and it is not left open";
        var noCover = quote.Warnings.Count > 0;
        if (quote.BenefitStart is null && !Open(quote, Subjects.BenefitStart) && !noCover) return "there is no start of cover, and it is not left open";
        return quote.BenefitEnd is null && !Open(quote, Subjects.BenefitEnd) && !noCover ? "there is no end of cover, and it is not left open" : null;
    }

    private static bool Open(Quote quote, string subject) => quote.Unspecified.AsSpan().Contains(subject);

    private static string? Cover(Policy policy, in Situation situation, Quote quote)
    {
        if (quote.BenefitEnd is { } end && (end > policy.CollectionTo || quote.BenefitStart > end))
            return "cover ends before it starts, or after the benefit year";
        if (quote.BenefitStart is not { } start) return null;
        var paid = situation.PaymentDate;
        return quote.Waiting switch
        {
            { Unit: WaitingUnit.Days, Length: > 0 } wait when start.DayNumber - paid.DayNumber - wait.Length is not (0 or 1) =>
                "cover does not start after the wait",
            { Unit: WaitingUnit.Months } wait when start < paid.AddMonths(wait.Length) => "cover starts before the wait is over",
            { Unit: WaitingUnit.NextMonthFirstDay } when start.Day != 1 || start <= paid || start > paid.AddMonths(1) =>
                "cover does not start on the first of the next month",
            _ => null,
        };
    }

    private static string? NextOpen(Policy policy, in Situation situation, Quote quote)
    {
        if (quote.NextOpenDate is not { } next) return null;
        if (quote.Status != QuoteStatus.Closed) return "a day that is not closed has a next open day";
        return next > situation.PaymentDate && next >= policy.CollectionFrom && next <= policy.CollectionTo ? null
            : "the next open day is not a later day of the collection year";
    }
}
