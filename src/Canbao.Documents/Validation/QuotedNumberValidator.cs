using System.Globalization;
using System.Text.RegularExpressions;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents.Validation;

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
            DaysOfMonth(window.Terms.Rule, window.PayableDays);
            Cover(window.Terms);
        }
    }

    private void Case(CircumstanceCase item)
    {
        Number(item.Terms.Rule, item.When.DaysSinceBirthAtMost?.Days, "{0}[日天]");
        Number(item.Terms.Rule, item.When.DaysSinceEventAtMost?.Days, "{0}[日天]");
        DaysOfMonth(item.Terms.Rule, item.When.PaidOnDays);
        Cover(item.Terms);
    }

    private void DaysOfMonth(Rule rule, DayRange? range)
    {
        if (range is { } days) Require(rule, $"(?<![0-9]){days.From}\\D{{1,3}}{days.To}(?![0-9])", $"days {days.From} to {days.To} of the month");
    }

    private void Cover(Terms terms)
    {
        if (terms.Cover is not { } cover) return;
        Number(terms.Rule, cover.After?.Days, "(?<![月0-9]){0}[日天]");
        Date(terms.Rule, cover.On);
        Date(terms.Rule, cover.Ends);
        Date(terms.Rule, cover.NotBefore);
    }

    private void Grant(Grant grant)
    {
        foreach (var amount in grant.Amounts)
        {
            // A rate of a base states its amount, which the figures are checked against.
            if (amount.RatePercent is { } rate) Rate(grant.Rule, rate);
            else if (amount.AmountFen > 0) Amount(grant.Rule, amount.AmountFen);
        }
        Number(grant.Rule, grant.AgeAtLeast?.Years, "{0}周?岁");
    }

    private void Waits(Policy policy)
    {
        if (policy.Continuity is not { } continuity) return;
        Number(continuity.Rule, continuity.FixedWaitMonths, "等待期{0}个月");
        if (continuity.MonthsPerGapYear > 0) Number(continuity.Rule, continuity.MonthsPerGapYear, "增加?{0}个月");
    }

    private void Catastrophic(Catastrophic catastrophic)
    {
        if (catastrophic.Deductible is { } deductible) Amount(deductible.Rule, deductible.AmountFen);
        foreach (var tilt in catastrophic.Tilts)
        {
            if (tilt.DeductibleRatePercent is { } rate) Rate(tilt.Rule, rate);
            else Amount(tilt.Rule, tilt.DeductibleFen);
            Number(tilt.Rule, tilt.UpliftPoints, "{0}个百分点");
        }
        if (catastrophic.ContinuousYears is { } incentive) Number(incentive.Rule, incentive.AfterYears, "满{0}年");
    }

    /// <summary>A rate; the whole may be said in words.</summary>
    private void Rate(Rule rule, int percent) =>
        Require(rule, percent == 100 ? "全额|(?<![0-9.])100%" : $"(?<![0-9.]){percent}%", $"{percent}%");

    private void Amount(Rule rule, long? fen)
    {
        if (fen is { } amount) Require(rule, $"(?<![0-9.]){Regex.Escape(Yuan.Format(amount))}\\s*元", $"{Yuan.Format(amount)} yuan");
    }

    /// <summary>A number with its unit: 30 of "30日" must not be found in "6月30日".</summary>
    private void Number(Rule rule, int? number, string pattern)
    {
        if (number is not { } n) return;
        var digits = n.ToString(CultureInfo.InvariantCulture);
        Require(rule, string.Format(CultureInfo.InvariantCulture, pattern, $"(?<![0-9.]){digits}"), digits);
    }

    private void Date(Rule rule, DateOnly? date)
    {
        if (date is { } day && !QuotedDays.Contain(rule, day)) Report(rule, $"{day:yyyy-MM-dd} ({day.Month}月{day.Day}日)");
    }

    private void Require(Rule rule, string pattern, string shown)
    {
        if (!QuotedPattern.IsIn(rule, pattern)) Report(rule, shown);
    }

    private void Report(Rule rule, string shown) =>
        problems.Add(new(DiagnosticCodes.NumberNotQuoted, rule.Position, $"'{Shown.Text(rule.Id)}': {shown} does not stand in a quotation of this rule"));
}
