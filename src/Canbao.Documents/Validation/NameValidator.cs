using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents.Validation;

/// <summary>Every identity, department and fund of a rule is named in the rule's quotations, by one of its names in the code lists.</summary>
internal sealed class NameValidator(Policy policy, List<Diagnostic> problems)
{
    private readonly QuotedNames _quoted = new(policy.Codes);

    public static void Validate(Policy policy, List<Diagnostic> problems)
    {
        var check = new NameValidator(policy, problems);
        foreach (var rule in policy.Eligibility) check.Identities(rule.Rule, rule.When.HoldsAnyOf ?? []);
        foreach (var item in policy.Circumstances.SelectMany(c => c.Cases)) check.Case(item);
        foreach (var bar in policy.Assistance.Bars) check.Identities(bar.Rule, bar.When.HoldsAnyOf ?? []);
        foreach (var grant in policy.Assistance.Grants) check.Grant(grant);
        foreach (var dearer in policy.Assistance.DearerTogether)
        {
            check.Identities(dearer.Rule, dearer.Identities);
            check.Identities(dearer.Rule, dearer.With);
        }
        foreach (var tilt in policy.Catastrophic.Tilts) check.Identities(tilt.Rule, tilt.Identities);
    }

    private void Grant(Grant grant)
    {
        Identities(grant.Rule, grant.Identities);
        Identities(grant.Rule, grant.ExceptHoldersOf);
        Require(DiagnosticCodes.DepartmentNotQuoted, "recognised_by", grant.Rule, policy.Codes.Department(grant.RecognisedBy ?? ""));
        if (grant.Fund is { } fund && fund != CodeLists.NoFundNamed)
            Require(DiagnosticCodes.FundNotQuoted, "fund", grant.Rule, policy.Codes.Fund(fund));
        foreach (var both in grant.Identities.Where(i => grant.ExceptHoldersOf.Contains(i)))
            Report(DiagnosticCodes.BadValue, grant.Rule, $"except_holders_of: '{both}' is an identity of the grant; nobody could receive it");
    }

    /// <summary>A case that leaves people open may list some whom the notice does not name, if it says so.</summary>
    private void Case(CircumstanceCase item)
    {
        var rule = item.Terms.Rule;
        var listed = item.When.HoldsAnyOf ?? [];
        Identities(rule, [.. listed.Where(i => !item.NotNamed.Contains(i))]);
        if (item.NotNamed.Count > 0 && item.Terms.Status != QuoteStatus.Undetermined)
            Report(DiagnosticCodes.BadValue, rule, "not_named: only a case with 'status: undetermined' may list people whom the notice does not name");
        foreach (var code in item.NotNamed)
        {
            if (!listed.Contains(code)) Report(DiagnosticCodes.BadValue, rule, $"not_named: '{code}' is not in holds_any_of of this case");
            else if (policy.Codes.Identity(code) is { } identity && _quoted.Names(rule, identity))
                Report(DiagnosticCodes.BadValue, rule, $"not_named: '{code}' ({identity.Name.Zh}) stands in a quotation; take it out of not_named");
        }
    }

    private void Identities(Rule rule, ValueList<string> codes)
    {
        foreach (var code in codes) Require(DiagnosticCodes.IdentityNotQuoted, "identity", rule, policy.Codes.Identity(code));
    }

    /// <summary>An unknown code has been reported where it was read.</summary>
    private void Require(string problem, string what, Rule rule, Code? code)
    {
        if (code is null || _quoted.Names(rule, code)) return;
        Report(problem, rule, $"{what} '{code.Id}' is not named in a quotation; expected one of {string.Join("、", code.Names)} "
            + "(add the place of the notice that names it, or the notice's name to 'also' in identities.yaml)");
    }

    private void Report(string code, Rule rule, string what) =>
        problems.Add(new(code, rule.Position, $"'{Shown.Text(rule.Id)}': {what}"));
}
