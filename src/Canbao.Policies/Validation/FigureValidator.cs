using Canbao.Policies.Documents;
using Canbao.Policies.Model;

namespace Canbao.Policies.Validation;

/// <summary>Stated amounts must be what their stated rates make of their stated bases.</summary>
internal static class FigureValidator
{
    public static void Validate(Policy policy, List<Diagnostic> problems)
    {
        foreach (var grant in policy.Assistance.Grants)
            foreach (var amount in grant.Amounts) ValidateAmount(policy, grant, amount, problems);
        foreach (var tilt in policy.Catastrophic.Tilts) ValidateTilt(policy, tilt, problems);
    }

    private static void ValidateAmount(Policy policy, Grant grant, GrantAmount amount, List<Diagnostic> problems)
    {
        if (amount.RatePercent is not { } rate) return;
        if (amount.RateOf is not { } tier || policy.StandardOf(tier) is not { } standard)
        {
            problems.Add(new(DiagnosticCodes.Figures, grant.Rule.Position, $"the rate of {rate}% names no tier of this policy as its base ('of')"));
            return;
        }
        if (standard.AmountFen * rate != amount.AmountFen * 100)
            problems.Add(new(DiagnosticCodes.Figures, grant.Rule.Position,
                $"{rate}% of {Yuan.Format(standard.AmountFen)} is not {Yuan.Format(amount.AmountFen ?? 0)} yuan"));
    }

    private static void ValidateTilt(Policy policy, Tilt tilt, List<Diagnostic> problems)
    {
        if (tilt.DeductibleRatePercent is not { } rate) return;
        if (policy.Catastrophic.Deductible is not { } deductible || deductible.AmountFen * rate != tilt.DeductibleFen * 100)
            problems.Add(new(DiagnosticCodes.Figures, tilt.Rule.Position,
                $"{rate}% of the deductible is not {Yuan.Format(tilt.DeductibleFen ?? 0)} yuan"));
    }
}
