using Canbao.Policies.Documents;
using Canbao.Policies.Model;

namespace Canbao.Policies.Validation;

/// <summary>
/// A grant above the standard of its tier would be cut to it, silently: a misread amount would go unnoticed. Where a notice does state
/// more than the standard, that the rest is lost is a reading.
/// </summary>
internal static class CapValidator
{
    public static void Validate(Policy policy, List<Diagnostic> problems)
    {
        foreach (var grant in policy.Assistance.Grants)
            foreach (var amount in grant.Amounts.Where(a => a.Reading is null && a.AmountFen > policy.StandardOf(a.Tier)!.AmountFen))
                problems.Add(new(DiagnosticCodes.Figures, grant.Rule.Position,
                    $"{Yuan.Format(amount.AmountFen!.Value)} yuan are more than the standard of tier '{amount.Tier}'; "
                    + "name the reading by which the rest is lost"));
    }
}
