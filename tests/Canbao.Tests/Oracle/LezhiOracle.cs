using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>The notice of Lezhi for 2025 (乐府办发〔2024〕16号): two tiers, one window, and nothing about anything after it.</summary>
internal static class LezhiOracle
{
    public static readonly DateOnly FirstDay = new(2024, 9, 1), LastDay = new(2025, 2, 28);

    private const int AtLeast = 670;

    private const string Fund = "government_assistance";

    private static readonly Grant[] Grants =
    [
        new(540, Fund, null, "land_expropriated_over_age", "key_entitled_group"),
        new(400, Fund, null, "extreme_poverty_support", "rural_extreme_poverty_support", "urban_extreme_poverty_support", "severe_disability",
            "psychiatric_disability_3_4", "family_planning_special_support", "orphan", "de_facto_unattended_child", "retrenched_retired_worker",
            "civil_affairs_disabled_labourer"),
        // 防止返贫监测对象: 脱贫不稳定户、突发严重困难户、边缘易致贫户
        new(300, Fund, null, "subsistence_allowance", "poverty_monitoring_object", "unstable_poverty_alleviated", "sudden_severe_difficulty",
            "marginal_poverty_prone"),
        new(200, Fund, null, "general_disability_3_4"),
    ];

    public static Expected Decide(Profile profile, Situation situation)
    {
        var day = situation.PaymentDate;
        if (day < FirstDay || day.Year > 2025) return Unsettled.Closed;
        if (profile.EmployeeInsured) return new Expected { Status = QuoteStatus.NotEligible };
        if (profile.InsuredElsewhere)
        {
            var otherwise = Decide(profile with { InsuredElsewhere = false, AlreadyPaidNormally = false }, situation);
            return otherwise.Status == QuoteStatus.Closed ? otherwise : Unsettled.Silent();
        }
        if (profile.AlreadyPaidNormally) return Unsettled.Silent(Subjects.IdentityChangeAfterPayment);
        if (day <= LastDay) return Pay(profile, situation);
        return profile.Circumstance switch
        {
            Circumstance.None => Unsettled.ClosedLate,
            Circumstance.Newborn => Unsettled.Silent(Subjects.NewbornRule),
            _ => Unsettled.Late,
        };
    }

    private static Expected Pay(Profile profile, Situation situation)
    {
        var standard = profile.Tier == "low" ? 400 : 540;
        var help = situation.IdentityRecognisedOn > situation.PaymentDate ? Granted.Nothing : Granted.Highest(Grants, profile, standard);
        if (help.Yuan > 0 && profile.AssistedThere) return Unsettled.AssistedThere();
        return new Expected
        {
            Status = QuoteStatus.Open, IsPayable = true, IndividualStandardFen = standard * 100L, AssistanceFen = help.Yuan * 100L,
            AssistanceFund = help.Fund, MatchedAnyOf = help.Identities, FeeFen = (standard - help.Yuan) * 100L,
            FiscalSubsidyFen = AtLeast * 100L, FiscalSubsidyKind = SubsidyKind.AtLeast, FiscalSubsidyBasis = "at_least",
            FundingTotalFen = (standard + AtLeast) * 100L, Unspecified = [.. Open(profile, help)], NotCompared = [nameof(Quote.Catastrophic)],
        };
    }

    private static IEnumerable<string> Open(Profile profile, Granted help)
    {
        yield return Subjects.Waiting;
        yield return Subjects.BenefitStart;
        yield return Subjects.BenefitEnd;
        yield return Subjects.DeductibleYuan;
        // 政府资助 names no fund.
        if (help.Yuan > 0) yield return Subjects.AssistanceFund;
        if (profile.Addons.Count > 0) yield return Subjects.Addons;
    }
}
