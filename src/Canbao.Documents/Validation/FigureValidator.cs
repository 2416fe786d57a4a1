using System.Text.RegularExpressions;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents.Validation;

/// <summary>
/// Figures agree with each other: a stated amount is what its rate makes of its base, a row of a table adds up to the standard, a
/// total is the sum of its parts, and no assistance or price for students is above what it reduces.
/// </summary>
internal sealed partial class FigureValidator(Policy policy, List<Diagnostic> problems)
{
    public static void Validate(Policy policy, List<Diagnostic> problems)
    {
        var check = new FigureValidator(policy, problems);
        foreach (var standard in policy.Standards) check.Standard(standard);
        if (policy.FiscalSubsidy is { Kind: SubsidyKind.Unspecified, AmountFen: { } amount } subsidy)
            check.Report(subsidy.Rule.Position, $"fiscal_subsidy: kind unspecified goes with no amount, and {Yuan.Format(amount)} is given; "
                + "expected exact, at_least or by_reference");
        foreach (var grant in policy.Assistance.Grants)
        {
            foreach (var cell in grant.Amounts) check.Amount(grant, cell);
            foreach (var clause in grant.Rule.Clauses) check.Row(grant, clause);
        }
        foreach (var tilt in policy.Catastrophic.Tilts) check.Tilt(tilt);
    }

    private void Standard(Standard standard)
    {
        var (place, amount) = (standard.Rule.Position, standard.AmountFen);
        if (standard.StudentFen > amount) Report(place,
            $"university_student: {Yuan.Format(standard.StudentFen.Value)} yuan is more than the standard of {Yuan.Format(amount)} yuan");
        if (standard.FullCostFen is not { } stated) return;
        if (policy.FiscalSubsidy.AmountFen is not { } subsidy)
            Report(place, "full_cost: the fiscal subsidy has no amount, so that there is no full cost; take the line out");
        else if (stated != amount + subsidy)
            Report(place, $"full_cost: {Yuan.Format(amount)} + {Yuan.Format(subsidy)} is {Yuan.Format(amount + subsidy)}, not {Yuan.Format(stated)} yuan");
    }

    private void Amount(Grant grant, GrantAmount cell)
    {
        if (cell.RatePercent is null != cell.RateOf is null)
            Report(cell.Position, $"tier '{cell.Tier}': rate and of go together, such as {{amount: 360, rate: 90%, of: tier1}}");
        else if (cell.RatePercent is { } rate) Rate(cell, rate);
        if (grant.MobilisationOnly && cell.AmountFen != 0)
            Report(cell.Position, $"tier '{cell.Tier}': who is named for mobilisation only gets no money; expected none");
        // The reading says what the grant means for a cheaper tier.
        if (policy.StandardOf(cell.Tier) is { } standard && cell.AmountFen > standard.AmountFen && cell.Reading is null)
            Report(cell.Position, $"tier '{cell.Tier}': {Yuan.Format(cell.AmountFen.Value)} yuan is more than the standard of "
                + $"{Yuan.Format(standard.AmountFen)} yuan; expected at most that, or a reading that says what is meant");
    }

    private void Rate(GrantAmount cell, int rate)
    {
        if (policy.StandardOf(cell.RateOf!) is not { } standard)
            Report(cell.Position, $"of: '{Shown.Text(cell.RateOf!)}' is not a tier of this policy; "
                + $"expected one of {string.Join(", ", policy.Standards.Select(s => s.Tier))}");
        else if (cell.AmountFen is not { } amount)
            Report(cell.Position, $"rate: {rate}% of {Yuan.Format(standard.AmountFen)} yuan is an amount, and the amount is not stated");
        else if (standard.AmountFen * rate != amount * 100)
            Report(cell.Position, $"{rate}% of {Yuan.Format(standard.AmountFen)} is not {Yuan.Format(amount)} yuan");
    }

    /// <summary>
    /// A row of a table ends in the assistance and the resident's own share, the fiscal subsidy sometimes before them, with nothing
    /// between the amounts. It must be the row of one of the tiers.
    /// </summary>
    private void Row(Grant grant, Clause clause)
    {
        var row = AmountsOfRow().Match(FoldedText.HalfWidth(clause.Quotation));
        if (!row.Success) return;
        var amounts = row.Groups[1].Captures.Select(c => Yuan.TryParse(c.Value, out var fen) ? fen : -1).ToArray();
        if (grant.Amounts.Any(cell => IsRowOf(cell, amounts))) return;
        Report(clause.Position, $"the amounts of the row, {string.Join(" / ", amounts.Select(Yuan.Format))} yuan, are not those of the grant; expected "
            + string.Join(" or ", grant.Amounts.Select(cell => RowText(cell, amounts.Length))));
    }

    private bool IsRowOf(GrantAmount cell, long[] amounts) =>
        policy.StandardOf(cell.Tier) is { } standard && amounts[^2] == cell.AmountFen && amounts[^1] == standard.AmountFen - cell.AmountFen
        && (amounts.Length == 2 || amounts[0] == policy.FiscalSubsidy.AmountFen);

    private string RowText(GrantAmount cell, int count)
    {
        var (own, standard) = (cell.AmountFen ?? 0, policy.StandardOf(cell.Tier)?.AmountFen ?? 0);
        var subsidy = count == 3 ? $"{Yuan.Format(policy.FiscalSubsidy.AmountFen ?? 0)} / " : "";
        return $"{subsidy}{Yuan.Format(own)} / {Yuan.Format(standard - own)}";
    }

    private void Tilt(Tilt tilt)
    {
        var place = tilt.Rule.Position;
        if (tilt is { DeductibleFen: null, UpliftPoints: null, NoCap: false })
            Report(place, "the tilt says nothing; expected deductible, uplift_points or no_cap: yes");
        var deductible = policy.Catastrophic.Deductible?.AmountFen;
        if (tilt.DeductibleRatePercent is { } rate && deductible * rate != tilt.DeductibleFen * 100)
            Report(place, deductible is { } whole
                ? $"{rate}% of the deductible of {Yuan.Format(whole)} is not {Yuan.Format(tilt.DeductibleFen ?? 0)} yuan"
                : $"rate: {rate}% of the deductible, and the policy has no deductible");
        if (tilt.DeductibleFen >= deductible)
            Report(place, $"deductible: {Yuan.Format(tilt.DeductibleFen.Value)} yuan is not less than everybody's, "
                + $"{Yuan.Format(deductible!.Value)} yuan");
    }

    private void Report(Position place, string what) => problems.Add(new(DiagnosticCodes.Figures, place, what));

    [GeneratedRegex(@"(?:(?<![0-9.])([0-9]+(?:\.[0-9]{1,2})?)\s*元\s*){2,3}$")]
    private static partial Regex AmountsOfRow();
}
