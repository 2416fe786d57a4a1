using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>When cover starts and ends: the terms' own rule, and the wait for broken cover.</summary>
internal sealed partial class Interpretation
{
    /// <summary>Cover of one quote; the default value is a cover about which nothing is stated.</summary>
    private readonly record struct Cover(Waiting? Waiting, Day? Start, DateOnly? End, bool NoneThisYear = false)
    {
        public bool NotStated => Waiting is null || Start is null || End is null;

        public bool IsLike(in Cover other) =>
            Waiting == other.Waiting && End == other.End && NoneThisYear == other.NoneThisYear && Day.IsSame(Start, other.Start);

        /// <summary>Whether the wait for broken cover decides the start.</summary>
        public bool Waits { get; init; }
    }

    private Cover CoverOf(Terms terms)
    {
        if (ReferenceEquals(compared?._coveredTerms, terms) && Shared(compared._cover) is { } known) return known.Value;
        var (begun, warnings) = (Begin(), _warnings.Count);
        var cover = FindCover(terms);
        var step = End(begun, cover);
        if (_missingFields.Count == 0 && _warnings.Count == warnings) (_cover, _coveredTerms) = (step, terms);
        return cover;
    }

    private Cover FindCover(Terms terms)
    {
        var rule = terms.Cover;
        var cover = rule is null ? default : new Cover(OwnWait(rule), OwnStart(rule), rule.Ends);
        if (_missingFields.Count > 0) return cover;
        cover = WithContinuity(terms, cover);
        // The walk has told of the wait for broken cover already; the terms' own wait would contradict it.
        if (!cover.Waits) walk?.Add("cover", terms.Rule, cover.NotStated ? StepOutcome.Silent : StepOutcome.Applied,
            $"待遇起{ShowZh(cover.Start)}，止{ShowZh(cover.End)}，等待期{ShowZh(cover.Waiting)}",
                $"cover starts {ShowEn(cover.Start)}, ends {ShowEn(cover.End)}, wait {ShowEn(cover.Waiting)}");
        return cover.Start > cover.End ? PastTheYear(cover) : cover;
    }

    private static Waiting? OwnWait(CoverRule rule) => rule.Starts switch
    {
        CoverStart.AfterDays => new Waiting(WaitingUnit.Days, rule.After!.Days),
        CoverStart.NextMonth => new Waiting(WaitingUnit.NextMonthFirstDay, 0),
        _ => rule.WaitStated ? Waiting.None : null,
    };

    private Day? OwnStart(CoverRule rule)
    {
        var payment = dates.Payment;
        Day? start = rule.Starts switch
        {
            CoverStart.On => rule.On is { } on ? (Day)on : null,
            CoverStart.AfterDays => payment.AddDays(Choose(rule.After!.Counted) == DayCount.StartDayNotCounted ? rule.After.Days + 1
                : rule.After.Days),
            CoverStart.NextMonth => payment.FirstOfNextMonth(),
            CoverStart.Payment => payment,
            CoverStart.Birth => Given(dates.Birth, "birth_date"),
            CoverStart.Event => Given(dates.Event, "event_date"),
            _ => null,
        };
        if (start is null || rule.NotBefore is not { } first || start >= first) return start;
        RestOn(rule.NotBeforeReading);
        return first;
    }

    private Day? Given(Day date, string field)
    {
        if (date.IsGiven) return date;
        _missingFields.Add(field);
        return null;
    }

    /// <summary>The wait for broken cover, where it applies, and how it meets the terms' own wait.</summary>
    private Cover WithContinuity(Terms terms, Cover own)
    {
        if (policy.Continuity is not { } continuity) return WithoutContinuity(own);
        var broken = profile.GapYears > 0;
        if (!broken && terms.Status == QuoteStatus.Open) return Spared(own, continuity, "集中缴费期内缴费且未断保", "no gap, and paid in the ordinary window");
        var mode = Choose(terms.Continuity);
        if (mode == ContinuityMode.Exempt || (mode == ContinuityMode.ExemptUnlessBroken && !broken))
            return Spared(own, continuity, "所适用的规定免除断保等待期", "the rule that applies spares this wait");
        var unnamed = profile.Circumstance != Circumstance.None && policy.RulesFor(profile.Circumstance) is null;
        if (unnamed && broken && Choose(continuity.OtherCircumstances) == OtherCircumstances.Exempt)
            return Spared(own, continuity, "该特殊情形免除断保等待期", "the special circumstance spares this wait");
        var meets = Choose(continuity.WithWindowWait);
        if (!broken && meets == TwoWaits.WindowRuleUnlessGap) return Spared(own, continuity, "未断保，按所在时段的等待期", "no gap: the window's own wait holds");
        var months = ContinuityMonths(continuity);
        var firstDay = new DateOnly(policy.BenefitYear, 1, 1);
        var counted = dates.Payment;
        if (counted < firstDay && Choose(continuity.CountedFrom) == WaitBase.CoverStart) counted = firstDay;
        Day? start = counted.AddMonths(months);
        if (terms.Status == QuoteStatus.Open && start < own.Start) start = own.Start;
        if (meets == TwoWaits.LongerOfBoth && own.Start > start) return Spared(own, continuity, "所在时段的等待期更长", "the window's own wait is longer");
        RestOn(continuity.Rule);
        walk?.Add("continuity", continuity.Rule, StepOutcome.Applied,
            $"断保{profile.GapYears}年，等待期{months}个月，待遇起{ShowZh(start)}",
                $"{profile.GapYears} gap years: a wait of {months} months, cover from {ShowEn(start)}");
        return own with { Waiting = new Waiting(WaitingUnit.Months, months), Start = terms.Cover is null ? null : start, Waits = true };
    }

    private int ContinuityMonths(Continuity continuity)
    {
        var gap = (int)profile.GapYears;
        if (gap == 0) return continuity.FixedWaitMonths;
        if (continuity.MonthsPerGapYear is not { } perYear)
        {
            LeaveOpen(Subjects.ExtraWaitPerGapYear);
            return continuity.FixedWaitMonths;
        }
        var counted = Choose(continuity.FirstGapYear) == FirstGapYear.OnTop ? gap : gap - 1;
        return continuity.FixedWaitMonths + perYear * counted;
    }

    private Cover PastTheYear(Cover cover)
    {
        if (Choose(policy.WaitPastCover) == WaitPastCover.NotSettled) return cover with { Start = null, End = null };
        _warnings.Add("no_cover_in_benefit_year: 等待期在本年度以后才结束，本年度内没有待遇 / the wait ends after the benefit year");
        return cover with { Start = null, End = null, NoneThisYear = true };
    }

    private static string ShowZh(Day? day) => day is { } d ? $"{d.Shown:yyyy-MM-dd}" : "未写明";

    private static string ShowEn(Day? day) => day is { } d ? $"{d.Shown:yyyy-MM-dd}" : "not stated";

    private static string ShowZh(Waiting? waiting) => waiting switch
    {
        null => "未写明",
        { Unit: WaitingUnit.Days, Length: 0 } => "无",
        { Unit: WaitingUnit.Days } w => $"{w.Length}日",
        { Unit: WaitingUnit.Months } w => $"{w.Length}个月",
        _ => "至次月1日",
    };

    private static string ShowEn(Waiting? waiting) => waiting switch
    {
        null => "not stated",
        { Unit: WaitingUnit.Days, Length: 0 } => "none",
        { Unit: WaitingUnit.Days } w => $"{w.Length} days",
        { Unit: WaitingUnit.Months } w => $"{w.Length} months",
        _ => "to the first of the next month",
    };
}
