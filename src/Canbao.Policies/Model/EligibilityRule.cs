namespace Canbao.Policies.Model;

/// <summary>Who is outside the scheme, or whom the notice leaves open.</summary>
public sealed record EligibilityRule(Conditions When, QuoteStatus Answer, Rule Rule);
