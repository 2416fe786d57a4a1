using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>Which terms hold on a day: a case of a special circumstance, or the window.</summary>
internal sealed partial class Interpretation
{
    /// <summary>The terms on a day. If a field is missing that decides between them, it is noted and the terms mean nothing.</summary>
    private Terms TermsOn(DateOnly day)
    {
        var window = policy.WindowOn(day);
        var ordinary = window.Terms.Status == QuoteStatus.Open && window.TakesPayments(day);
        var special = CaseOn(day, ordinary);
        if (_missingFields.Count > 0) return window.Terms;
        RecordOtherWindows(window);
        if (special is null) return WindowTerms(window, day);
        if (!ordinary || !IsPayment(special))
        {
            walk?.Add("window", window.Terms.Rule, StepOutcome.PassedOver, "由特殊情形的规定决定", "the rule for the special circumstance decides");
            return special;
        }
        // A payment on a payable day of the ordinary window is ordinary, whoever pays; the circumstance still spares the wait.
        walk?.Add("window", window.Terms.Rule, StepOutcome.Applied, "在集中缴费期内缴费，按集中缴费期办理", "a payable day of the ordinary window: its terms hold");
        return window.Terms with { Continuity = special.Continuity };
    }

    private Terms WindowTerms(Window window, DateOnly day)
    {
        var unnamed = profile.Circumstance != Circumstance.None && policy.RulesFor(profile.Circumstance) is null;
        if (window.LeavesCircumstancesOpen && unnamed)
        {
            walk?.Add("window", window.Terms.Rule, StepOutcome.Silent, "通知未规定该特殊情形在此期间如何办理",
                "the notice does not settle this circumstance on this day");
            return window.Terms with { Status = QuoteStatus.Undetermined, Price = Price.Unspecified };
        }
        if (unnamed) walk?.Add("circumstance", null, StepOutcome.Silent, "通知未就该特殊情形另作规定，按一般规定办理",
            "the notice has no rule of its own for this circumstance");
        if (window.Terms.Status == QuoteStatus.Closed || window.TakesPayments(day))
        {
            walk?.Add("window", window.Terms.Rule, StepOutcome.Applied, $"缴费日在{window.From:yyyy-MM-dd}至{window.To:yyyy-MM-dd}之内",
                $"the payment date lies in {window.From:yyyy-MM-dd} to {window.To:yyyy-MM-dd}");
            return window.Terms;
        }
        walk?.Add("window", window.Terms.Rule, StepOutcome.Applied, "不是本时段的缴费日", "not one of this window's payable days of the month");
        return new Terms(window.Terms.Rule with { Reading = null }, QuoteStatus.Closed);
    }

    /// <summary>The first case of the resident's circumstance whose conditions hold; null if none does.</summary>
    private Terms? CaseOn(DateOnly day, bool ordinary)
    {
        if (policy.RulesFor(profile.Circumstance) is not { } rules) return null;
        // On an ordinary day a case that is a payment becomes an ordinary one: which of them it is does not matter without a gap.
        var indifferent = ordinary && profile.GapYears == 0;
        Terms? found = null;
        foreach (var item in rules.Cases)
        {
            var needed = new List<string>();
            if (Holds(item.When, day, needed))
            {
                if (_missingFields.Count == 0)
                    walk?.Add("circumstance", item.Terms.Rule, StepOutcome.Applied, "符合该特殊情形", "this circumstance applies");
                else
                    walk?.Add("circumstance", item.Terms.Rule, StepOutcome.NeedsField, "如不属于前面缺少信息的情形，则适用",
                        "it applies if none of those above does for which a field was not given");
                found = item.Terms;
                break;
            }
            if (needed.Count > 0 && indifferent && IsPayment(item.Terms))
            {
                walk?.Add("circumstance", item.Terms.Rule, StepOutcome.PassedOver, "在集中缴费期内缴费，是否符合不影响结果",
                    "on a payable day of the ordinary window it does not matter whether it applies");
                continue;
            }
            // Go on, so that all fields that may decide are named at once.
            _missingFields.AddRange(needed.Except(_missingFields));
            if (needed.Count > 0)
                walk?.Add("circumstance", item.Terms.Rule, StepOutcome.NeedsField, $"缺少：{string.Join("、", needed)}",
                    $"not given: {string.Join(", ", needed)}");
            else
                walk?.Add("circumstance", item.Terms.Rule, StepOutcome.PassedOver, "不符合条件", "its conditions do not hold");
        }
        return _missingFields.Count == 0 ? found : null;
    }

    private static bool IsPayment(Terms terms) => terms.Status is QuoteStatus.OpenSpecial or QuoteStatus.OpenFullCost;

    /// <summary>
    /// Whether all conditions hold. A field that is not given and would decide is added to the missing ones, but only if no other
    /// condition fails. Whether the answers would differ in the end is not asked: a field may be named that changes little.
    /// </summary>
    private bool Holds(Conditions when, DateOnly day, List<string>? missing)
    {
        if (FailsFlag(when) || day < when.PaidFrom || day > when.PaidTo || when.PaidOnDays?.Contains(day) == false || FailsHeld(when.HoldsAnyOf, day)
            || (situation.BirthDate is { } birth && FailsBirth(when, birth, day))
                || (situation.EventDate is { } happened && FailsEvent(when, happened, day)))
            return false;
        var complete = true;
        if (situation.BirthDate is null && (when.DatesRead & PersonalDates.Birth) != 0) complete = Miss("birth_date");
        if (situation.EventDate is null && (when.DatesRead & PersonalDates.Event) != 0) complete = Miss("event_date");
        foreach (var condition in when.Flags)
            if (profile[condition.Flag] is null) complete = Miss(SnakeCase.Of(condition.Flag));
        return complete;

        bool Miss(string field)
        {
            missing?.Add(field);
            return false;
        }
    }

    private bool FailsFlag(Conditions when)
    {
        foreach (var condition in when.Flags)
            if (profile[condition.Flag] is { } given && given != condition.Wanted) return true;
        return false;
    }

    private static bool Fails(bool? wanted, bool? given) => wanted is { } value && given is { } actual && value != actual;

    /// <summary>An identity counts from the day on which it was recognised.</summary>
    private bool FailsHeld(ValueList<string>? anyOf, DateOnly day) => anyOf is not null && (situation.IdentityRecognisedOn > day || !HoldsAny(anyOf));

    private bool FailsBirth(Conditions when, DateOnly birth, DateOnly day) =>
        (when.DaysSinceBirthAtMost is { } limit && day > LastDay(birth, limit))
        || Fails(when.BornInBenefitYear, birth.Year == policy.BenefitYear) || birth < when.BornFrom || birth > when.BornTo;

    private bool FailsEvent(Conditions when, DateOnly happened, DateOnly day) =>
        (when.DaysSinceEventAtMost is { } limit && day > LastDay(happened, limit))
        || Fails(when.EventInBenefitYear, happened.Year == policy.BenefitYear) || happened < when.EventFrom || happened > when.EventTo;

    /// <summary>The last day of a period of days that begins with an event.</summary>
    private DateOnly LastDay(DateOnly start, DayLimit limit) =>
        start.AddDays(Choose(limit.Counted) == DayCount.StartDayCounted ? limit.Days - 1 : limit.Days);

    /// <summary>The next day after the payment date on which this resident may pay; null if there is none in the collection year.</summary>
    private DateOnly? NextOpenDay() => OpenDayFrom(situation.PaymentDate.AddDays(1));

    private DateOnly? OpenDayFrom(DateOnly day)
    {
        if (day < policy.CollectionFrom) day = policy.CollectionFrom;
        var last = governsTo < policy.CollectionTo ? governsTo.Value : policy.CollectionTo;
        var ahead = new Interpretation(policy, profile, situation, null, reading, choice);
        var windowsDecide = policy.RulesFor(profile.Circumstance) is null;
        for (; day <= last; day = day.AddDays(1))
        {
            if (windowsDecide && policy.WindowOn(day) is { Terms.Status: QuoteStatus.Closed } closed)
            {
                day = closed.To;
                continue;
            }
            var status = ahead.TermsOn(day).Status;
            if (ahead._missingFields.Count > 0)
            {
                // This day hangs on a field that was not given; a later one may be open whatever it says.
                ahead._missingFields.Clear();
                continue;
            }
            if (status is QuoteStatus.Open or QuoteStatus.OpenLate or QuoteStatus.OpenSpecial or QuoteStatus.OpenFullCost)
            {
                Consulted |= ahead.Consulted;
                return day;
            }
        }
        Consulted |= ahead.Consulted;
        return null;
    }
}
