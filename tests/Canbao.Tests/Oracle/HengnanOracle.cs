using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>The notice of Hengnan for 2025 (洪山镇实施方案): who pays when, and how much.</summary>
internal static class HengnanOracle
{
    public static readonly DateOnly FirstDay = new(2024, 9, 1), LastDay = new(2024, 12, 31);

    private const int Standard = 400, Subsidy = 670;

    private static readonly DateOnly NewYear = new(2025, 1, 1), YearEnd = new(2025, 12, 31);

    private static readonly Waiting ThreeMonths = new(WaitingUnit.Months, 3), ThirtyDays = new(WaitingUnit.Days, 30);

    public static Expected Decide(Profile profile, Situation situation)
    {
        if (situation.PaymentDate < FirstDay || situation.PaymentDate > YearEnd) return Unsettled.Closed;
        // 居民不得重复参加居民医保，也不得同时参加居民医保和职工医保
        if (profile.EmployeeInsured || profile.InsuredElsewhere) return new Expected { Status = QuoteStatus.NotEligible };
        if (profile.AlreadyPaidNormally) return AlreadyPaid(profile, situation);
        return situation.PaymentDate <= LastDay ? InWindow(profile, situation) : AfterWindow(profile, situation);
    }

    /// <summary>Whether who is recognised in time, but after paying, is repaid is not said.</summary>
    private static Expected AlreadyPaid(Profile profile, Situation situation)
    {
        var answer = WithAmounts(QuoteStatus.AlreadyPaid, profile, situation, Granted.Nothing);
        return HengnanAssistance.IsEntitled(profile, situation)
            ? answer with { Unspecified = [.. answer.Unspecified, Subjects.IdentityChangeAfterPayment] } : answer;
    }

    private static Expected InWindow(Profile profile, Situation situation)
    {
        var help = HengnanAssistance.Help(profile, situation);
        var answer = WithAmounts(QuoteStatus.Open, profile, situation, help);
        // 除政策规定的特殊情形外，对 … 未连续参保的人员，设置参保后固定待遇等待期3个月
        if (profile.GapYears == 0) return WithCover(answer, Waiting.None, NewYear);
        var (isSpecial, missing) = IsSpecial(profile, situation);
        if (missing is not null) return Unsettled.Missing(missing);
        if (isSpecial) return WithCover(answer, Waiting.None, NewYear);
        var waited = situation.PaymentDate.AddMonths(3);
        var unspecified = answer.Unspecified.Append(Subjects.ExtraWaitPerGapYear);
        return WithCover(answer with { Unspecified = [.. unspecified] }, ThreeMonths, Later(waited, NewYear));
    }

    /// <summary>
    /// A special circumstance of section 2 (5), also inside the window; or the field that would tell. The full-cost cases are no such thing
    /// there: they are about those who missed it.
    /// </summary>
    private static (bool IsSpecial, string? Missing) IsSpecial(Profile profile, Situation situation) => profile.Circumstance switch
    {
        Circumstance.Demobilised or Circumstance.ReleasedPrisoner or Circumstance.WelfareInstitutionChild => (true, null),
        Circumstance.Newborn => (IsWithin90Days(situation.BirthDate, situation), situation.BirthDate is null ? Unsettled.BirthDate : null),
        Circumstance.EmployeeInsuranceLapse =>
            (IsWithin90Days(situation.EventDate, situation), situation.EventDate is null ? Unsettled.EventDate : null),
        // An objective reason excuses those who did not pay inside the window.
        _ => (false, null),
    };

    private static bool IsWithin90Days(DateOnly? happened, Situation situation) => situation.PaymentDate <= happened?.AddDays(90);

    private static Expected AfterWindow(Profile profile, Situation situation) => profile.Circumstance switch
    {
        Circumstance.Newborn => Within90Days(profile, situation, situation.BirthDate, Unsettled.BirthDate),
        Circumstance.EmployeeInsuranceLapse => Within90Days(profile, situation, situation.EventDate, Unsettled.EventDate),
        Circumstance.Demobilised or Circumstance.ReleasedPrisoner => Special(profile, situation, situation.PaymentDate),
        Circumstance.WelfareInstitutionChild => situation.EventDate is { } entry ? Special(profile, situation, entry) : Unsettled.Missing(Unsettled.EventDate),
        Circumstance.MovedIn => MovedIn(profile, situation),
        Circumstance.ObjectiveReason => ObjectiveReason(profile, situation),
        _ => Late(),
    };

    /// <summary>
    /// 未在90天内 is for those whose 90 days reach this year. Of the others of last year it is open whether they are ordinary late payers;
    /// those from before that are.
    /// </summary>
    private static Expected Within90Days(Profile profile, Situation situation, DateOnly? happened, string field)
    {
        if (happened is not { } day) return Unsettled.Missing(field);
        if (IsWithin90Days(day, situation)) return Special(profile, situation, day);
        if (day.AddDays(90) >= NewYear) return FullCost(profile, situation);
        return day.Year == 2024 ? Unsettled.Late : Late();
    }

    /// <summary>当年新迁入户口.</summary>
    private static Expected MovedIn(Profile profile, Situation situation)
    {
        if (situation.EventDate is not { } moved) return Unsettled.Missing(Unsettled.EventDate);
        if (moved.Year == 2025) return FullCost(profile, situation);
        // Of those who moved in in the year before it is open whether they are ordinary late payers, and so how long they wait.
        return moved.Year == 2024 ? Unsettled.Late : Late();
    }

    private static Expected ObjectiveReason(Profile profile, Situation situation)
    {
        if (HengnanAssistance.IsNeedy(profile, situation)) return Special(profile, situation, situation.PaymentDate);
        // The list ends in 等困难群众: who else is meant, and so how long they wait, is open.
        return profile.Identities.Count > 0 ? Unsettled.Silent() : Late();
    }

    /// <summary>Without a special circumstance: three months of waiting, but no price is stated.</summary>
    private static Expected Late()
    {
        var answer = Unsettled.Late;
        return answer with { Waiting = ThreeMonths, NotCompared = [.. answer.NotCompared.Except([nameof(Quote.Waiting)])] };
    }

    /// <summary>以上特殊情形，均按居民医保个人缴费标准缴费.</summary>
    private static Expected Special(Profile profile, Situation situation, DateOnly from)
    {
        var answer = WithAmounts(QuoteStatus.OpenSpecial, profile, situation, HengnanAssistance.Help(profile, situation));
        return WithCover(answer, Waiting.None, Later(from, NewYear));
    }

    /// <summary>一次性足额缴纳: both parts, and nobody helps.</summary>
    private static Expected FullCost(Profile profile, Situation situation)
    {
        var answer = WithAmounts(QuoteStatus.OpenFullCost, profile, situation, Granted.Nothing);
        answer = answer with { FeeFen = (Standard + Subsidy) * 100L, FiscalSubsidyFen = 0 };
        var start = situation.PaymentDate.AddDays(30);
        if (start <= YearEnd) return WithCover(answer, ThirtyDays, start);
        // Cover that never starts has no last day, but nothing says so.
        return WithCover(answer, ThirtyDays, null) with { Warns = true, NotCompared = [.. answer.NotCompared, nameof(Quote.BenefitEnd)] };
    }

    private static Expected WithAmounts(QuoteStatus status, Profile profile, Situation situation, Granted help) => new()
    {
        Status = status, IndividualStandardFen = Standard * 100L, AssistanceFen = help.Yuan * 100L, AssistanceFund = help.Fund,
        MatchedAnyOf = help.Identities, AssistanceDeferredTo = HengnanAssistance.DeferredTo(profile, situation),
        FeeFen = (Standard - help.Yuan) * 100L, FiscalSubsidyFen = Subsidy * 100L, FiscalSubsidyKind = SubsidyKind.Exact,
        FundingTotalFen = (Standard + Subsidy) * 100L, Unspecified = [.. Open(profile, help)], NotCompared = [nameof(Quote.Catastrophic)],
    };

    private static IEnumerable<string> Open(Profile profile, Granted help)
    {
        yield return Subjects.DeductibleYuan;
        if (help.Yuan > 0) yield return Subjects.AssistanceFund;
        // 大病保险待遇激励机制: that there is one is all that is said.
        if (profile.ContinuousYears > 0 || (profile.ZeroClaimLastYear && profile.GapYears == 0)) yield return Subjects.UpliftAmount;
        // 惠民型商业补充医疗保险 is encouraged without a price.
        if (profile.Addons.Contains("huimin_commercial")) yield return Subjects.AddonPrice;
        if (profile.Addons.Any(code => code != "huimin_commercial")) yield return Subjects.Addons;
    }

    private static Expected WithCover(Expected answer, Waiting waiting, DateOnly? start) =>
        answer with { IsPayable = true, Waiting = waiting, BenefitStart = start, BenefitEnd = YearEnd };

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
