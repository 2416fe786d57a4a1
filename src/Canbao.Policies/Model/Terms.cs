namespace Canbao.Policies.Model;

/// <summary>What is to be paid.</summary>
public enum Price
{
    IndividualStandard,

    /// <summary>Individual standard and fiscal subsidy together.</summary>
    FullCost,

    Nothing,

    Unspecified,
}

/// <summary>Whether funds assist a payment.</summary>
public enum AssistanceMode
{
    Granted,
    None,
}

/// <summary>Whether the waiting period for broken cover (断保) applies to a payment.</summary>
public enum ContinuityMode
{
    Applies,
    Exempt,

    /// <summary>Only for who has no gap years: who has, waits.</summary>
    ExemptUnlessBroken,
}

/// <summary>The terms of a payment: what a window, or a case of a special circumstance, answers.</summary>
public sealed record Terms(Rule Rule, QuoteStatus Status)
{
    public Price Price { get; init; } = Price.Unspecified;

    /// <summary>Null where the price leaves nothing to assist.</summary>
    public Choice<AssistanceMode>? Assistance { get; init; }

    public CoverRule? Cover { get; init; }

    /// <summary>Whether the waiting period for broken cover applies.</summary>
    public Choice<ContinuityMode> Continuity { get; init; } = new(ContinuityMode.Applies);

    public ValueList<string> Unspecified { get; init; } = [];
}
