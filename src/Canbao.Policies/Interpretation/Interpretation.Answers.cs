using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>The forms of an answer, one per status.</summary>
internal sealed partial class Interpretation
{
    private Quote OutsideCollectionYear()
    {
        walk?.Add("collection_year", null, StepOutcome.Applied,
            $"缴费日不在缴费年度{policy.CollectionFrom:yyyy-MM-dd}至{policy.CollectionTo:yyyy-MM-dd}之内",
            $"the payment date lies outside the collection year {policy.CollectionFrom:yyyy-MM-dd} to {policy.CollectionTo:yyyy-MM-dd}");
        var eligible = Eligibility() is null;
        _unspecified = 0;
        return new Quote { Status = QuoteStatus.Closed, NextOpenDate = eligible && !profile.AlreadyPaidNormally ? NextOpenDay() : null };
    }

    /// <summary>On a day that is closed for everybody it does not matter what the notice leaves open about somebody.</summary>
    private Quote? ClosedWhoeverAsks(Day day)
    {
        var terms = TermsOn(day);
        if (_missingFields.Count > 0 || terms.Status != QuoteStatus.Closed) return null;
        _unspecified = 0;
        foreach (var subject in terms.Unspecified) LeaveOpen(subject);
        return new Quote { Status = QuoteStatus.Closed, Unspecified = UnspecifiedSubjects() };
    }

    private Quote Closed(Terms terms)
    {
        foreach (var subject in terms.Unspecified) LeaveOpen(subject);
        return new Quote { Status = QuoteStatus.Closed, NextOpenDate = NextOpenDay(), Unspecified = UnspecifiedSubjects() };
    }

    /// <summary>The notice, or a missing field, leaves the case open. Null terms: a field is missing.</summary>
    private Quote Undetermined(Terms? terms)
    {
        Cover cover = default;
        if (terms is not null)
        {
            foreach (var subject in terms.Unspecified) LeaveOpen(subject);
            if (terms.Unspecified.Count == 0) LeaveOpen(Subjects.FeeYuan);
            cover = CoverOf(terms);
        }
        return new Quote
        {
            Status = QuoteStatus.Undetermined,
            MissingFields = [.. _missingFields],
            IndividualStandardFen = StandardFen(),
            AssistanceDeferredTo = terms is null ? null : LateDeferral(),
            Waiting = cover.Waiting,
            Unspecified = UnspecifiedSubjects(),
        };
    }

    /// <summary>The year to which assistance is deferred, which holds whatever the fee of this year is.</summary>
    private int? LateDeferral() => profile.Identities.Count == 0 ? null
        : DeferredTo(Candidates(policy.StandardOf(profile.Tier)!.AmountFen, dates.Payment));

    private Quote WithoutPayment(Terms terms)
    {
        var cover = CoverOf(terms);
        if (_missingFields.Count > 0) return Undetermined(null);
        var quote = new Quote
        {
            Status = terms.Status,
            IndividualStandardFen = 0,
            AssistanceFen = 0,
            FeeFen = 0,
            Catastrophic = CatastrophicCover(null),
        };
        return Finish(quote, cover);
    }

    private Quote AlreadyPaid()
    {
        var paid = policy.AlreadyPaid;
        RestOn(paid.Rule);
        walk?.Add("already_paid", paid.Rule, StepOutcome.Applied, "已按个人缴费标准缴费", "the ordinary fee has been paid");
        foreach (var subject in paid.Unspecified) LeaveOpen(subject);
        var standard = StandardFen();
        if (paid.Answer == QuoteStatus.Undetermined)
        {
            LeaveOpen(Subjects.FeeYuan);
            return new Quote { Status = QuoteStatus.Undetermined, IndividualStandardFen = standard, Unspecified = UnspecifiedSubjects() };
        }
        var quote = new Quote { Status = QuoteStatus.AlreadyPaid, IndividualStandardFen = standard };
        SetSubsidy(quote, paidByResident: false);
        var assistance = LaterAssistance(standard);
        _warnings.Add("cover_follows_first_payment: 待遇以首次缴费为准 / cover follows from the first payment");
        SetAssistance(quote, standard, assistance);
        quote.AssistanceDeferredTo = assistance.DeferredTo;
        quote.AssistedPaymentAvailable = AssistedPaymentAfterPaying(standard);
        quote.Catastrophic = CatastrophicCover(null);
        return Finish(quote, default, coverKnown: false);
    }

    private Quote Payable(Terms terms)
    {
        var standard = StandardFen();
        var quote = compared is null ? Begun(terms, standard) : null;
        var fee = terms.Price == Price.FullCost ? FullCost(standard) : standard;
        var assistance = AssistanceUnder(terms, standard);
        var cover = CoverOf(terms);
        if (_missingFields.Count > 0) return Undetermined(null);
        var parts = new Parts(terms, fee, assistance, cover, CatastrophicCover(assistance.Identity), _unspecified, _warnings.Count);
        if (compared?._priced is { } priced && parts.AreLike(priced.Parts))
        {
            Start = compared.Start;
            return priced.Quote;
        }
        quote ??= Begun(terms, standard);
        if (compared is null) _priced = new(parts, quote);
        quote.AssistanceDeferredTo = assistance.DeferredTo;
        quote.Catastrophic = parts.Catastrophic;
        if (fee is { } owed && !assistance.IsOpen) SetAssistance(quote, owed, assistance);
        else SetBounds(quote, standard, fee, assistance);
        return Finish(quote, cover);
    }

    private Quote Begun(Terms terms, long standard)
    {
        var quote = new Quote { Status = terms.Status, IndividualStandardFen = standard };
        SetSubsidy(quote, paidByResident: terms.Price == Price.FullCost);
        return quote;
    }

    /// <summary>The fee is not settled; what is known of it are bounds.</summary>
    private static void SetBounds(Quote quote, long standard, long? fee, in AssistanceResult assistance)
    {
        quote.Status = QuoteStatus.Undetermined;
        if (fee is null)
        {
            quote.FeeAtLeastFen = standard - assistance.HighestFen;
            return;
        }
        quote.FeeAtMostFen = fee - assistance.LowestFen;
        quote.FeeAtLeastFen = assistance.HighestIsKnown ? fee - assistance.HighestFen : null;
    }

    /// <summary>Cover, add-ons, the lines of payers, and what is left open.</summary>
    private Quote Finish(Quote quote, in Cover cover, bool coverKnown = true)
    {
        if (coverKnown && cover.NotStated) LeaveCoverOpen(cover);
        var (addons, addonTotal, term) = AddonPrices();
        var contributions = Contributions(quote);
        quote.Waiting = cover.Waiting;
        Start = cover.Start;
        quote.BenefitEnd = cover.End;
        quote.Addons = addons;
        quote.AddonTotalFen = addonTotal;
        quote.AddonTerm = term;
        quote.PayableFen = PayableFen(quote, addonTotal ?? 0);
        quote.Contributions = contributions;
        quote.FundingTotalFen = contributions.Count == 0 ? null : Sum(contributions);
        quote.Unspecified = UnspecifiedSubjects();
        if (_warnings.Count > 0) quote.Warnings = [.. _warnings];
        return quote;
    }

    /// <summary>A fee that has been paid must not be taken again.</summary>
    private static long? PayableFen(Quote quote, long addonTotal) => quote.Status == QuoteStatus.AlreadyPaid ? addonTotal : quote.FeeFen + addonTotal;

    private void SetAssistance(Quote quote, long owedFen, in AssistanceResult assistance)
    {
        quote.AssistanceFen = assistance.AmountFen;
        quote.AssistanceFund = assistance.Fund;
        quote.MatchedIdentity = assistance.Identity;
        quote.RecognisedBy = assistance.Department;
        quote.FeeFen = owedFen - assistance.AmountFen;
        var assistedPayment = assistance.AmountFen > 0 && policy.AlreadyPaid.AssistedPayment == AssistedPayment.BarredByPaying;
        quote.AssistedPaymentAvailable = assistedPayment ? true : null;
    }

    private void LeaveCoverOpen(in Cover cover)
    {
        if (cover.Waiting is null) LeaveOpen(Subjects.Waiting);
        if (cover.Start is null && !cover.NoneThisYear) LeaveOpen(Subjects.BenefitStart);
        if (cover.End is null && !cover.NoneThisYear) LeaveOpen(Subjects.BenefitEnd);
    }

    private static long Sum(ValueList<Contribution> lines)
    {
        var total = 0L;
        foreach (var line in lines) total += line.AmountFen;
        return total;
    }
}
