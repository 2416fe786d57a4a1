using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>
/// The notice of Fengdu for 2025 (栗子府发〔2024〕62号) as a program of its own: written from the notice and the readings chosen for
/// it, not from the policy document, and sharing nothing with the interpreter but the types of question and answer.
/// </summary>
internal static class FengduOracle
{
    private const int SubsidyOf2024 = 670;

    private static readonly DateOnly YearEnd = FengduCover.LastDay;

    /// <summary>The answer, without the next open day of a closed one.</summary>
    public static Expected Decide(Profile profile, Situation situation)
    {
        if (situation.PaymentDate < FengduCover.FirstDay || situation.PaymentDate > YearEnd) return Of(QuoteStatus.Closed);
        if (profile.EmployeeInsured) return Of(QuoteStatus.NotEligible);
        if (profile.InsuredElsewhere) return IsClosedForAll(profile, situation) ? Of(QuoteStatus.Closed) : FengduUndetermined.Silent();
        if (profile.AlreadyPaidNormally) return AlreadyPaid(profile);
        if (profile.Circumstance == Circumstance.Newborn) return Newborn(profile, situation);
        return Ordinary(profile, situation);
    }

    /// <summary>After 30 September nobody pays but newborns, so nothing about anybody else matters then.</summary>
    private static bool IsClosedForAll(Profile profile, Situation situation) =>
        Decide(profile with { InsuredElsewhere = false, AlreadyPaidNormally = false }, situation).Status == QuoteStatus.Closed;

    private static Expected Newborn(Profile profile, Situation situation)
    {
        // Who enrols on their own inside the window pays as everybody does, whenever they were born.
        var asOthers = profile is { IndependentEnrolment: true, GapYears: 0 } && FengduCover.IsOrdinaryWindow(situation.PaymentDate);
        if (situation.BirthDate is not { } birth) return asOthers ? Ordinary(profile, situation) : FengduUndetermined.WithoutBirthDate(profile);
        var within90Days = situation.PaymentDate <= birth.AddDays(90);
        if (!within90Days && birth.Year != 2025) return Ordinary(profile, situation);
        if (profile.IndependentEnrolment is null) return FengduUndetermined.WithoutChoice();
        if (profile.IndependentEnrolment == false) return WithGuardian(profile, birth);
        return within90Days ? Pay(profile, situation, FengduCover.Newborn(situation.PaymentDate)) : Ordinary(profile, situation);
    }

    /// <summary>Automatic enrolment is for those born in the year (当年出生): what holds for a birth of 2024 is not settled.</summary>
    private static Expected WithGuardian(Profile profile, DateOnly birth)
    {
        if (birth.Year != 2025 || profile.GuardianPaid == false) return FengduUndetermined.Silent();
        if (profile.GuardianPaid is null) return FengduUndetermined.WithoutGuardian();
        var answer = WithAmounts(QuoteStatus.AutoEnrolled, profile, 0, 0, 0);
        return answer with { Waiting = Waiting.None, BenefitStart = birth, BenefitEnd = YearEnd };
    }

    private static Expected Ordinary(Profile profile, Situation situation)
    {
        var cover = FengduCover.Ordinary(situation.PaymentDate, (int)profile.GapYears);
        return cover is null ? Of(QuoteStatus.Closed) : Pay(profile, situation, cover);
    }

    private static Expected Pay(Profile profile, Situation situation, FengduCover cover)
    {
        var standard = Standard(profile);
        if (cover.Status == QuoteStatus.OpenFullCost) return FullCost(profile, cover, standard);
        var help = FengduAssistance.Highest(profile, situation, standard);
        if (help.Unsettled) return FengduUndetermined.AmountMissing(standard - help.Yuan, profile.AssistedThere);
        if (help.Yuan > 0 && profile.AssistedThere) return FengduUndetermined.AssistedThere();
        var answer = WithSubsidy(WithAmounts(cover.Status, profile, standard, help.Yuan, standard - help.Yuan), standard);
        if (help.Yuan > 0) answer = answer with { AssistanceFund = "not_specified", MatchedAnyOf = help.Identities };
        return WithCover(answer, cover);
    }

    private static Expected FullCost(Profile profile, FengduCover cover, int standard)
    {
        var fee = standard + SubsidyOf2024;
        var answer = WithAmounts(QuoteStatus.OpenFullCost, profile, standard, 0, fee);
        return WithCover(answer with { FiscalSubsidyFen = 0, FiscalSubsidyKind = SubsidyKind.Exact, FiscalSubsidyBasis = "2024_figure_2025_not_stated",
            FundingTotalFen = fee * 100L }, cover);
    }

    private static Expected AlreadyPaid(Profile profile)
    {
        var standard = Standard(profile);
        return WithSubsidy(WithAmounts(QuoteStatus.AlreadyPaid, profile, standard, 0, standard), standard);
    }

    private static int Standard(Profile profile)
    {
        if (profile.Tier == "tier1") return profile.UniversityStudent ? 380 : 400;
        return profile.UniversityStudent ? 755 : 775;
    }

    private static Expected WithAmounts(QuoteStatus status, Profile profile, int standard, int assistance, int fee)
    {
        var catastrophic = FengduCatastrophic.Cover(profile);
        var open = new List<string>();
        if (assistance > 0) open.Add(Subjects.AssistanceFund);
        if (FengduCatastrophic.UpliftAmountIsOpen(catastrophic)) open.Add(Subjects.UpliftAmount);
        if (profile.Addons.Count > 0) open.Add(Subjects.Addons);
        return new Expected
        {
            Status = status, IndividualStandardFen = standard * 100L, AssistanceFen = assistance * 100L, FeeFen = fee * 100L,
            Catastrophic = catastrophic, Unspecified = open,
        };
    }

    private static Expected WithSubsidy(Expected answer, int standard) => answer with
    {
        FiscalSubsidyFen = SubsidyOf2024 * 100L, FiscalSubsidyKind = SubsidyKind.ByReference,
        FiscalSubsidyBasis = "2024_figure_2025_not_stated", FundingTotalFen = (standard + SubsidyOf2024) * 100L,
    };

    private static Expected WithCover(Expected answer, FengduCover cover)
    {
        var covered = answer with { IsPayable = true, Waiting = cover.Waiting, BenefitStart = cover.Start, BenefitEnd = YearEnd };
        if (cover.Status == QuoteStatus.OpenSpecial) return covered with { Unspecified = [.. answer.Unspecified, Subjects.BenefitStart] };
        if (!cover.EndsTooLate) return covered;
        // Cover that never starts has no last day, but nothing says so.
        return covered with { Warns = true, NotCompared = [.. answer.NotCompared, nameof(Quote.BenefitEnd)] };
    }

    private static Expected Of(QuoteStatus status) => new() { Status = status };
}
