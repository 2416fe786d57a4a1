using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents.Validation;

/// <summary>
/// The cases of a circumstance can hold: their days lie where payments, births and events of the benefit year can lie, and no case
/// stands behind one that always decides before it.
/// </summary>
internal sealed class CaseValidator(Policy policy, List<Diagnostic> problems)
{
    /// <summary>Births and events further back than this have nothing to do with the benefit year.</summary>
    private const int YearsBack = 2;

    public static void Validate(Policy policy, List<Diagnostic> problems)
    {
        // Without windows there is no collection year to compare with; that has been reported.
        if (policy.Windows.Count == 0) return;
        var check = new CaseValidator(policy, problems);
        foreach (var item in policy.Circumstances.SelectMany(c => c.Cases)) check.Days(item.When, item.Terms.Rule);
        foreach (var bar in policy.Assistance.Bars) check.Days(bar.When, bar.Rule);
        foreach (var window in policy.Windows) check.PayableDays(window);
        foreach (var rules in policy.Circumstances) check.Reachable(rules.Cases);
    }

    private void Days(Conditions when, Rule rule)
    {
        var back = new DateOnly(policy.BenefitYear - YearsBack, 1, 1);
        var before = problems.Count;
        Range(rule, "paid", when.PaidFrom, when.PaidTo, policy.CollectionFrom, policy.CollectionTo, "the collection year");
        Range(rule, "born", when.BornFrom, when.BornTo, back, policy.CollectionTo, "the benefit year and the two years before it");
        Range(rule, "event", when.EventFrom, when.EventTo, back, policy.CollectionTo, "the benefit year and the two years before it");
        if (problems.Count > before) return;
        if (new ConditionSpan(policy, when).NeverHolds() is { } why) Report(DiagnosticCodes.CaseDates, rule, $"its conditions never hold: {why}");
    }

    private void Range(Rule rule, string name, DateOnly? from, DateOnly? to, DateOnly first, DateOnly last, string where)
    {
        foreach (var (key, day) in new[] { ($"{name}_from", from), ($"{name}_to", to) })
            if (day < first || day > last) Report(DiagnosticCodes.CaseDates, rule,
                $"{key}: {day:yyyy-MM-dd} lies outside {where}; expected a day from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}");
        if (from > to) Report(DiagnosticCodes.CaseDates, rule, $"{name}_from {from:yyyy-MM-dd} is after {name}_to {to:yyyy-MM-dd}");
    }

    private void PayableDays(Window window)
    {
        if (window.PayableDays is { } days && window.From <= window.To && !ConditionSpan.HasDayOfMonth(window.From, window.To, days))
            Report(DiagnosticCodes.Windows, window.Terms.Rule,
                $"payable_days: no day from {window.From:yyyy-MM-dd} to {window.To:yyyy-MM-dd} is day {days.From} to {days.To} of a month");
    }

    private void Reachable(ValueList<CircumstanceCase> cases)
    {
        for (var later = 1; later < cases.Count; later++)
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (!new ConditionSpan(policy, cases[later].When).Implies(cases[earlier].When)) continue;
                Report(DiagnosticCodes.Unreachable, cases[later].Terms.Rule,
                    $"whenever it holds, the earlier case '{Shown.Text(cases[earlier].Terms.Rule.Id)}' holds and decides; put it before that one or give "
                    + "that one a further condition");
                break;
            }
    }

    private void Report(string code, Rule rule, string what) =>
        problems.Add(new(code, rule.Position, $"'{Shown.Text(rule.Id)}': {what}"));
}
