using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents.Validation;

/// <summary>
/// Every day that a condition names stands in a quotation of its rule, or follows from one: it is the day before or after a quoted
/// day or the edge of a window, the beginning or end of a quoted year, of the benefit year or of the year before it, or as many days before
/// the benefit year as a quoted period has.
/// </summary>
internal sealed class QuotedDateValidator(Policy policy, List<Diagnostic> problems)
{
    private readonly DateOnly _yearBegins = new(policy.BenefitYear, 1, 1);

    public static void Validate(Policy policy, List<Diagnostic> problems)
    {
        // Without windows there are no edges to follow from; that has been reported.
        if (policy.Windows.Count == 0) return;
        var check = new QuotedDateValidator(policy, problems);
        foreach (var item in policy.Circumstances.SelectMany(c => c.Cases)) check.Conditions(item.Terms.Rule, item.When);
        foreach (var bar in policy.Assistance.Bars) check.Conditions(bar.Rule, bar.When);
        foreach (var rule in policy.Eligibility) check.Conditions(rule.Rule, rule.When);
    }

    private void Conditions(Rule rule, Conditions when)
    {
        Require(rule, "paid_from", when.PaidFrom);
        Require(rule, "paid_to", when.PaidTo);
        Require(rule, "born_from", when.BornFrom);
        Require(rule, "born_to", when.BornTo);
        Require(rule, "event_from", when.EventFrom);
        Require(rule, "event_to", when.EventTo);
    }

    private void Require(Rule rule, string key, DateOnly? date)
    {
        if (date is not { } day || Follows(rule, day) || Follows(rule, day.AddDays(-1)) || Follows(rule, day.AddDays(1))) return;
        problems.Add(new(DiagnosticCodes.NumberNotQuoted, rule.Position,
            $"'{Shown.Text(rule.Id)}': {key} {day:yyyy-MM-dd} does not stand in a quotation of this rule; expected a quoted day, the day beside one "
            + "or beside the edge of a window, the beginning or end of the benefit year, of the year before or of a quoted year"));
    }

    private bool Follows(Rule rule, DateOnly day) =>
        day == _yearBegins || day == _yearBegins.AddYears(-1) || day == policy.CollectionTo
        || policy.Windows.Any(w => w.From == day || w.To == day)
        || QuotedDays.Contain(rule, day) || QuotedDays.ContainYearOf(rule, day)
        || QuotedDays.Periods(rule).Any(days => day == _yearBegins.AddDays(-days));
}
