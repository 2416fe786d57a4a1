using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>The notices of Tunliu: who pays when, and how much.</summary>
internal sealed class TunliuOracle(TunliuNotice notice)
{
    public Expected Decide(Profile profile, Situation situation)
    {
        var day = situation.PaymentDate;
        if (day < notice.FirstDay || day > notice.YearEnd) return Closed(day);
        if (profile.EmployeeInsured) return new Expected { Status = QuoteStatus.NotEligible };
        if (profile.InsuredElsewhere)
        {
            var otherwise = Decide(profile with { InsuredElsewhere = false, AlreadyPaidNormally = false }, situation);
            return otherwise.Status == QuoteStatus.Closed ? otherwise : Unsettled.Silent();
        }
        if (profile.AlreadyPaidNormally) return AlreadyPaid(profile, situation);
        return profile.Circumstance switch
        {
            Circumstance.Newborn => Newborn(profile, situation),
            Circumstance.None => Ordinary(profile, situation),
            // 其他特殊政策情况咨询区医保中心
            _ => day > notice.LastDay ? Unsettled.Late : Ordinary(profile, situation),
        };
    }

    private Expected Newborn(Profile profile, Situation situation)
    {
        if (situation.BirthDate is { } birth) return BornIn(birth.Year, profile, situation);
        // Asked for only if it would make a difference.
        var answers = Enumerable.Range(notice.Year - 2, situation.PaymentDate.Year - notice.Year + 3)
            .Select(year => BornIn(year, profile, situation)).ToArray();
        return answers.Any(a => a.Status != answers[0].Status) ? Unsettled.Missing(Unsettled.BirthDate) : answers[0];
    }

    private Expected BornIn(int year, Profile profile, Situation situation)
    {
        if (year == notice.Year) return WithoutPayment(profile);
        var ordinary = Ordinary(profile, situation);
        if (ordinary.Status != QuoteStatus.Closed || !notice.IsPayableForNewborn(situation.PaymentDate, year)) return ordinary;
        return Pay(QuoteStatus.OpenSpecial, profile, situation);
    }

    private Expected Ordinary(Profile profile, Situation situation) =>
        notice.IsPayable(situation.PaymentDate) ? Pay(QuoteStatus.Open, profile, situation) : Closed(situation.PaymentDate);

    /// <summary>当年不缴纳基本医疗保险费即可享受城乡居民医保待遇.</summary>
    private Expected WithoutPayment(Profile profile) => WithAddons(profile, new Expected
    {
        Status = QuoteStatus.NoPaymentRequired, IndividualStandardFen = 0, AssistanceFen = 0, FeeFen = 0,
        Unspecified = [Subjects.BenefitStart, Subjects.BenefitEnd, Subjects.DeductibleYuan], NotCompared = [nameof(Quote.Catastrophic)],
    });

    /// <summary>Nobody is repaid. That the assisted payment is barred, for those who have one, stands in the notice for 2025 only.</summary>
    private Expected AlreadyPaid(Profile profile, Situation situation)
    {
        var answer = WithAddons(profile, WithAmounts(QuoteStatus.AlreadyPaid, Granted.Nothing));
        // 被资助人, also one who is recognised only after paying.
        if (notice.Help(profile, situation with { IdentityRecognisedOn = null }).Yuan == 0) return answer;
        return notice.BarsAssistedPayment ? answer with { AssistedPaymentAvailable = false }
           
            : answer with { Unspecified = [.. answer.Unspecified, Subjects.SpecialPaymentAvailable, Subjects.IdentityChangeAfterPayment] };
    }

    private Expected Pay(QuoteStatus status, Profile profile, Situation situation)
    {
        var help = notice.Help(profile, situation);
        if (help.Yuan > 0 && profile.AssistedThere) return Unsettled.AssistedThere();
        var answer = WithAddons(profile, WithAmounts(status, help));
        answer = answer with { IsPayable = true, Unspecified = [.. answer.Unspecified, Subjects.Waiting, Subjects.BenefitStart, Subjects.BenefitEnd] };
        return help.Yuan > 0 && notice.BarsAssistedPayment ? answer with { AssistedPaymentAvailable = true } : answer;
    }

    private Expected WithAmounts(QuoteStatus status, Granted help) => new()
    {
        Status = status, IndividualStandardFen = notice.Standard * 100L, AssistanceFen = help.Yuan * 100L, AssistanceFund = help.Fund,
        MatchedAnyOf = help.Identities, FeeFen = (notice.Standard - help.Yuan) * 100L,
        FiscalSubsidyFen = notice.Subsidy * 100L, FiscalSubsidyKind = SubsidyKind.ByReference, FiscalSubsidyBasis = notice.SubsidyBasis,
        FundingTotalFen = (notice.Standard + notice.Subsidy) * 100L, Unspecified = [Subjects.DeductibleYuan],
        NotCompared = [nameof(Quote.Catastrophic)],
    };

    /// <summary>Voluntary, for one year, never assisted. One that the notice does not offer costs nothing and is reported.</summary>
    private Expected WithAddons(Profile profile, Expected answer)
    {
        var sold = profile.Addons.SelectMany(code => notice.Addons.Where(a => a.Code == code)).ToArray();
        if (sold.Length > 0) answer = answer with { Addons = sold, AddonTerm = "one_year" };
        return sold.Length < profile.Addons.Count ? answer with { Unspecified = [.. answer.Unspecified, Subjects.Addons] } : answer;
    }

    /// <summary>What a late payment costs, if it is possible at all, is not said.</summary>
    private Expected Closed(DateOnly day) => day > notice.LastDay && day <= notice.YearEnd ? Unsettled.ClosedLate : Unsettled.Closed;
}
