using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>Which terms hold on a day: a case of a special circumstance, or the window.</summary>
internal sealed partial class Interpretation
{
    /// <summary>The terms on a day. If a field is missing that decides between them, it is noted and the terms mean nothing.</summary>
    private Terms TermsOn(Day day)
    {
        if (Shared(compared?._terms) is { } known) return known.Value;
        var begun = Begin();
        var terms = FindTerms(day);
        var step = End(begun, terms);
        if (_missingFields.Count == 0) _terms = step;
        return terms;
    }

    private Terms FindTerms(Day day)
    {
        var window = WindowOn(day);
        var ordinary = window.Terms.Status == QuoteStatus.Open && TakesPayments(window, day);
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

    private Terms WindowTerms(Window window, Day day)
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
        if (window.Terms.Status == QuoteStatus.Closed || TakesPayments(window, day))
        {
            walk?.Add("window", window.Terms.Rule, StepOutcome.Applied, $"缴费日在{window.From:yyyy-MM-dd}至{window.To:yyyy-MM-dd}之内",
                $"the payment date lies in {window.From:yyyy-MM-dd} to {window.To:yyyy-MM-dd}");
            return window.Terms;
        }
        walk?.Add("window", window.Terms.Rule, StepOutcome.Applied, "不是本时段的缴费日", "not one of this window's payable days of the month");
        return new Terms(window.Terms.Rule with { Reading = null }, QuoteStatus.Closed);
    }

    /// <summary>The first case of the resident's circumstance whose conditions hold; null if none does.</summary>
    private Terms? CaseOn(Day day, bool ordinary)
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
            if (needed.Count > 0) _missingFields.AddRange(needed.Except(_missingFields));
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
    private bool Holds(Conditions when, Day day, List<string>? missing)
    {
        // What does not hang on a date is asked first, and no date of which nothing is said: so an answer holds for as many dates as it can.
        if (FailsFlag(when) || FailsHeld(when.HoldsAnyOf, day) || day < when.PaidFrom || day > when.PaidTo
            || (when.PaidOnDays is { } days && !day.IsOn(days)))
            return false;
        var (asksBirth, asksEvent) = ((when.DatesRead & PersonalDates.Birth) != 0, (when.DatesRead & PersonalDates.Event) != 0);
        if (asksBirth && dates.Birth.IsGiven && FailsBirth(when, dates.Birth, day)) return false;
        if (asksEvent && dates.Event.IsGiven && FailsEvent(when, dates.Event, day)) return false;
        var complete = true;
        if (asksBirth && !dates.Birth.IsGiven) complete = Miss("birth_date");
        if (asksEvent && !dates.Event.IsGiven) complete = Miss("event_date");
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

    private bool FailsYear(bool? wanted, Day given) => wanted is { } value && value != given.IsInYear(policy.BenefitYear);

    /// <summary>An identity counts from the day on which it was recognised.</summary>
    private bool FailsHeld(ValueList<string>? anyOf, Day day) => anyOf is not null && (!HoldsAny(anyOf) || dates.Recognised > day);

    private bool FailsBirth(Conditions when, Day birth, Day day) =>
        (when.DaysSinceBirthAtMost is { } limit && day > LastDay(birth, limit))
        || FailsYear(when.BornInBenefitYear, birth) || birth < when.BornFrom || birth > when.BornTo;

    private bool FailsEvent(Conditions when, Day happened, Day day) =>
        (when.DaysSinceEventAtMost is { } limit && day > LastDay(happened, limit))
        || FailsYear(when.EventInBenefitYear, happened) || happened < when.EventFrom || happened > when.EventTo;

    private Window WindowOn(Day day)
    {
        foreach (var window in policy.Windows)
            if (day <= window.To) return window;
        throw new InvalidOperationException($"a day outside the collection year of {policy} has no window");
    }

    /// <summary>Whether a day of a window is one on which it takes payments.</summary>
    private static bool TakesPayments(Window window, Day day) =>
        window.Terms.Status != QuoteStatus.Closed && (window.PayableDays is not { } days || day.IsOn(days));

    /// <summary>The last day of a period of days that begins with an event.</summary>
    private Day LastDay(Day start, DayLimit limit) =>
        start.AddDays(Choose(limit.Counted) == DayCount.StartDayCounted ? limit.Days - 1 : limit.Days);
}
