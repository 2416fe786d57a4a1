using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents.Cells;

/// <summary>All values of a policy in the order of its document.</summary>
public sealed class PolicyCells
{
    private readonly List<PolicyCell> _cells = [];

    private PolicyCells()
    {
    }

    public static IReadOnlyList<PolicyCell> Of(Policy policy)
    {
        var cells = new PolicyCells();
        foreach (var rule in policy.Eligibility)
            cells.Add($"eligibility/{rule.Rule.Id}", $"{CellText.Of(rule.When)}: {SnakeCase.Of(rule.Answer)}", rule.Rule);
        foreach (var window in policy.Windows) cells.Add(window);
        foreach (var rules in policy.Circumstances)
            foreach (var item in rules.Cases) cells.Add($"circumstances/{SnakeCase.Of(rules.Circumstance)}/{item.Terms.Rule.Id}", item);
        foreach (var standard in policy.Standards) cells.Add(standard);
        cells.Add(policy.FiscalSubsidy);
        cells.Add(policy.Assistance, policy.Codes);
        cells.Add(policy.AlreadyPaid);
        if (policy.Continuity is { } continuity) cells.Add(continuity);
        else cells._cells.Add(new("continuity", $"{CellText.NotStated}; the notice is silent", null));
        var past = CellText.Of(policy.WaitPastCover);
        cells._cells.Add(new("continuity/wait_past_cover", policy.Continuity is null ? $"{past}; the notice is silent" : past, policy.Continuity?.Rule));
        cells.Add(policy.Catastrophic);
        foreach (var addon in policy.Addons) cells.Add(addon);
        return cells._cells;
    }

    /// <summary>The rules that state the values, each once.</summary>
    public static IEnumerable<Rule> RulesOf(Policy policy) => Of(policy).Select(c => c.Rule).OfType<Rule>().Distinct();

    private void Add(string path, string value, Rule rule) =>
        _cells.Add(new(path, rule.Silent is null ? value + CellText.By(rule.Reading) : $"{value}{CellText.By(rule.Reading)}; the notice is silent", rule));

    private void Add(string path, int? value, string unit, Rule rule) =>
        Add(path, value is { } n ? $"{CellText.Number(n)} {unit}" : CellText.NotStated, rule);

    private void Add<T>(string path, Choice<T> choice, Rule rule) where T : struct, Enum => Add(path, CellText.Of(choice), rule);

    private void Add(Window window)
    {
        var path = $"windows/{window.Terms.Rule.Id}";
        Add($"{path}/days", $"{CellText.Day(window.From)} to {CellText.Day(window.To)}", window.Terms.Rule);
        if (window.PayableDays is { } days) Add($"{path}/payable_days", $"days {days.From} to {days.To} of a month", window.Terms.Rule);
        Add(path, window.Terms);
        if (window.LeavesCircumstancesOpen) Add($"{path}/special_circumstances", "undetermined", window.Terms.Rule);
    }

    private void Add(string path, CircumstanceCase item)
    {
        Add($"{path}/when", CellText.Of(item.When), item.Terms.Rule);
        if (item.NotNamed.Count > 0) Add($"{path}/not_named", CellText.List(item.NotNamed), item.Terms.Rule);
        Add(path, item.Terms);
    }

    private void Add(string path, Terms terms)
    {
        Add($"{path}/status", SnakeCase.Of(terms.Status), terms.Rule);
        if (terms.Status != QuoteStatus.Closed) Add($"{path}/price", SnakeCase.Of(terms.Price), terms.Rule);
        if (terms.Assistance is { } assistance) Add($"{path}/assistance", assistance, terms.Rule);
        if (terms.Cover is { } cover) Add($"{path}/cover", CellText.Of(cover), terms.Rule);
        if (terms.Continuity is not { Reading: null, Value: ContinuityMode.Applies }) Add($"{path}/continuity", terms.Continuity, terms.Rule);
        if (terms.Unspecified.Count > 0) Add($"{path}/unspecified", CellText.List(terms.Unspecified), terms.Rule);
    }

    private void Add(Standard standard)
    {
        Add($"standards/{standard.Tier}", CellText.Money(standard.AmountFen), standard.Rule);
        if (standard.StudentFen is not null) Add($"standards/{standard.Tier}/university_student", CellText.Money(standard.StudentFen), standard.Rule);
        if (standard.FullCostFen is not null)
            Add($"standards/{standard.Tier}/full_cost", $"{CellText.Money(standard.FullCostFen)} = standard + fiscal subsidy", standard.Rule);
    }

    private void Add(FiscalSubsidy subsidy)
    {
        var basis = subsidy.Basis is null ? "" : $", {subsidy.Basis}";
        Add("fiscal_subsidy", $"{CellText.Money(subsidy.AmountFen)} ({SnakeCase.Of(subsidy.Kind)}{basis})", subsidy.Rule);
        Add("fiscal_subsidy/full_cost", subsidy.FullCost, subsidy.Rule);
    }

    private void Add(Assistance assistance, CodeLists codes)
    {
        var combination = assistance.Combination;
        Add("assistance/combination", $"{CellText.Of(combination.Take)}, at most the individual standard", combination.Rule);
        Add("assistance/combination/ties", combination.Ties, combination.Rule);
        Add("assistance/combination/rate_of", combination.RateOf, combination.Rule);
        Add("assistance/recognition", SnakeCase.Of(assistance.Recognition.Counts), assistance.Recognition.Rule);
        if (assistance.Recognition.Deferral is { } deferral) Add("assistance/recognition/later", "counts for the next benefit year", deferral);
        foreach (var bar in assistance.Bars) Add($"assistance/bars/{bar.Rule.Id}", $"{CellText.Of(bar.When)}: {CellText.Of(bar.Answer)}", bar.Rule);
        foreach (var grant in assistance.Grants)
            foreach (var identity in grant.Identities)
            {
                Add($"assistance/{identity}", grant);
                var kinds = codes.Identities.Where(c => c.KindOf == identity && assistance.GrantFor(c.Id) is null).Select(c => c.Id).ToArray();
                if (kinds.Length > 0) Add($"assistance/{identity}/also_for", CellText.List(kinds), grant.Rule);
            }
        foreach (var dearer in assistance.DearerTogether)
            foreach (var identity in dearer.Identities)
                Add($"assistance/dearer_together/{identity}", $"may cost more together with {CellText.List(dearer.With)}", dearer.Rule);
    }

    private void Add(string path, Grant grant)
    {
        foreach (var amount in grant.Amounts) Add($"{path}/{amount.Tier}", AmountText(grant, amount) + CellText.By(amount.Reading), grant.Rule);
        if (grant.Fund is { } fund) Add($"{path}/fund", fund, grant.Rule);
        if (grant.RecognisedBy is { } department) Add($"{path}/recognised_by", department, grant.Rule);
        if (grant.ExceptHoldersOf.Count > 0) Add($"{path}/except_holders_of", CellText.List(grant.ExceptHoldersOf), grant.Rule);
        if (grant.AgeAtLeast is { } age)
            Add($"{path}/age_at_least", $"{CellText.Number(age.Years)} years, the birthday {CellText.Of(age.Birthday)}", grant.Rule);
        if (grant.Rank is { Reading: null, Value: GrantRank.Ordinary }) return;
        Add($"{path}/rank", grant.Rank, grant.Rule);
        Add($"{path}/steps_back_for", grant.StepsBackFor, grant.Rule);
    }

    private static string AmountText(Grant grant, GrantAmount amount) => amount switch
    {
        { AmountFen: null } => CellText.NotStated,
        { AmountFen: 0 } => grant.MobilisationOnly ? "none (named for mobilisation only)" : "none",
        { RatePercent: { } rate } => $"{CellText.Money(amount.AmountFen)} = {CellText.Number(rate)}% of {amount.RateOf}",
        _ => CellText.Money(amount.AmountFen),
    };

    private void Add(AlreadyPaid paid)
    {
        Add("already_paid", SnakeCase.Of(paid.Answer), paid.Rule);
        Add("already_paid/later_recognition", paid.LaterRecognition, paid.Rule);
        Add("already_paid/assisted_payment", SnakeCase.Of(paid.AssistedPayment), paid.Rule);
        if (paid.Unspecified.Count > 0) Add("already_paid/unspecified", CellText.List(paid.Unspecified), paid.Rule);
    }

    private void Add(Continuity continuity)
    {
        var rule = continuity.Rule;
        Add("continuity/fixed_wait", continuity.FixedWaitMonths, "months", rule);
        Add("continuity/per_gap_year", continuity.MonthsPerGapYear, "months", rule);
        Add("continuity/first_gap_year", continuity.FirstGapYear, rule);
        Add("continuity/counted_from", continuity.CountedFrom, rule);
        Add("continuity/with_window_wait", continuity.WithWindowWait, rule);
        Add("continuity/other_circumstances", continuity.OtherCircumstances, rule);
    }

    private void Add(Catastrophic catastrophic)
    {
        if (catastrophic.Deductible is { } deductible) Add("catastrophic/deductible", CellText.Money(deductible.AmountFen), deductible.Rule);
        else _cells.Add(new("catastrophic/deductible", $"{CellText.NotStated}; the notice is silent", null));
        foreach (var tilt in catastrophic.Tilts)
            foreach (var identity in tilt.Identities) Add($"catastrophic/tilts/{identity}", tilt);
        if (catastrophic.ContinuousYears is { } years)
        {
            Add("catastrophic/continuous_years", years.AfterYears, "years, then one step a year", years.Rule);
            Add("catastrophic/continuous_years/counting", years.Counting, years.Rule);
        }
        if (catastrophic.ZeroClaim is { } zeroClaim)
        {
            Add("catastrophic/zero_claim", zeroClaim.Detailed ? "the cap rises in the year after" : CellText.NotStated, zeroClaim.Rule);
            Add("catastrophic/zero_claim/counting", zeroClaim.Counting, zeroClaim.Rule);
        }
    }

    private void Add(string path, Tilt tilt)
    {
        var rate = tilt.DeductibleRatePercent is { } percent ? $" = {CellText.Number(percent)}% of deductible" : "";
        if (tilt.DeductibleFen is not null) Add($"{path}/deductible", CellText.Money(tilt.DeductibleFen) + rate, tilt.Rule);
        if (tilt.UpliftPoints is not null) Add($"{path}/uplift", tilt.UpliftPoints, "percentage points", tilt.Rule);
        if (tilt.NoCap) Add($"{path}/cap", "none", tilt.Rule);
        Add($"{path}/decided_by", tilt.DecidedBy, tilt.Rule);
    }

    private void Add(Addon addon)
    {
        Add($"addons/{addon.Code}", CellText.Money(addon.PriceFen), addon.Rule);
        if (addon.Term is { } term) Add($"addons/{addon.Code}/term", term, addon.Rule);
        if (addon.Excludes.Count > 0) Add($"addons/{addon.Code}/excludes", CellText.List(addon.Excludes), addon.Rule);
    }
}
