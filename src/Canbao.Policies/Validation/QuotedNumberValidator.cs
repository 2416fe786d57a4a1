using System.Globalization;
using System.Text.RegularExpressions;
using Canbao.Policies.Documents;
using Canbao.Policies.Model;

namespace Canbao.Policies.Validation;

/// <summary>
/// Every number of a rule stands in one of its quotations: an amount, a rate, a count of days, months or years, a date as month
/// and day. A window's end may also follow from the window beside it, and a derived figure from its rate.
/// </summary>
internal sealed class QuotedNumberValidator(List<Diagnostic> problems)
{
    public static void Validate(Policy policy, List<Diagnostic> problems)
    {
        var check = new QuotedNumberValidator(problems);
        check.Standards(policy);
        check.Windows(policy);
        foreach (var item in policy.Circumstances.SelectMany(c => c.Cases)) check.Case(item);
        foreach (var grant in policy.Assistance.Grants) check.Grant(grant);
        check.Waits(policy);
        check.Catastrophic(policy.Catastrophic);
        foreach (var addon in policy.Addons) check.Amount(addon.Rule, addon.PriceFen);
    }

    private void Standards(Policy policy)
    {
        foreach (var standard in policy.Standards)
        {
            Amount(standard.Rule, standard.AmountFen);
            Amount(standard.Rule, standard.StudentFen);
        }
        Amount(policy.FiscalSubsidy.Rule, policy.FiscalSubsidy.AmountFen);
    }

    private void Windows(Policy policy)
    {
        for (var i = 0; i < policy.Windows.Count; i++)
        {
            var window = policy.Windows[i];
            if (i == 0 || window.Terms.Status != QuoteStatus.Closed) Date(window.Terms.Rule, window.From);
            if (window.To != policy.CollectionTo) Date(window.Terms.Rule, window.To);
            if (window.PayableDays is { } days) Require(window.Terms.Rule, $"{days.From}\\D{{1,3}}{days.To}",
                $"days {days.From} to {days.To} of the month");
            Cover(window.Terms);
        }
    }

    private void Case(CircumstanceCase item)
    {
        Number(item.Terms.Rule, item.When.DaysSinceBirthAtMost?.Days);
        Number(item.Terms.Rule, item.When.DaysSinceEventAtMost?.Days);
        Cover(item.Terms);
    }

    private void Cover(Terms terms)
    {
        if (terms.Cover is not { } cover) return;
        Number(terms.Rule, cover.After?.Days);
        Date(terms.Rule, cover.On);
        Date(terms.Rule, cover.Ends);
    }

    private void Grant(Grant grant)
    {
        foreach (var amount in grant.Amounts)
        {
            // A rate of a base states its amount, which the figures are checked against.
            if (amount.RatePercent is { } rate) Require(grant.Rule, $"{rate}%", $"{rate}%");
            else if (amount.AmountFen > 0) Amount(grant.Rule, amount.AmountFen);
        }
        Number(grant.Rule, grant.AgeAtLeast?.Years);
    }

    private void Waits(Policy policy)
    {
        if (policy.Continuity is not { } continuity) return;
        Number(continuity.Rule, continuity.FixedWaitMonths);
        Number(continuity.Rule, continuity.MonthsPerGapYear);
    }

    private void Catastrophic(Catastrophic catastrophic)
    {
        if (catastrophic.Deductible is { } deductible) Amount(deductible.Rule, deductible.AmountFen);
        foreach (var tilt in catastrophic.Tilts)
        {
            if (tilt.DeductibleRatePercent is { } rate) Require(tilt.Rule, $"{rate}%", $"{rate}%");
            else Amount(tilt.Rule, tilt.DeductibleFen);
            Number(tilt.Rule, tilt.UpliftPoints);
        }
        if (catastrophic.ContinuousYears is { } incentive) Number(incentive.Rule, incentive.AfterYears);
    }

    private void Amount(Rule rule, long? fen)
    {
        if (fen is { } amount) Require(rule, Regex.Escape(Yuan.Format(amount)), $"{Yuan.Format(amount)} yuan");
    }

    private void Number(Rule rule, int? number)
    {
        if (number is { } n) Require(rule, n.ToString(CultureInfo.InvariantCulture), n.ToString(CultureInfo.InvariantCulture));
    }

    private void Date(Rule rule, DateOnly? date)
    {
        if (date is { } day) Require(rule, $"{day.Month}月(?:{day.Day}日|底)", $"{day:yyyy-MM-dd}");
    }

    private void Require(Rule rule, string pattern, string shown)
    {
        if (rule.Clauses.Any(c => Regex.IsMatch(c.Quotation, $"(?<![0-9.]){pattern}(?![0-9]|\\.[0-9])"))) return;
        problems.Add(new(DiagnosticCodes.NumberNotQuoted, rule.Position, $"'{rule.Id}': {shown} does not stand in the quotation"));
    }
}
