namespace Canbao.Policies.Model;

/// <summary>Whether the stated subsidy gives the amount of the full cost.</summary>
public enum FullCostAmount
{
    StatedFigure,
    NotSettled,
}

/// <summary>What the treasury adds for each resident (财政补助). No amount with kind Unspecified.</summary>
public sealed record FiscalSubsidy(SubsidyKind Kind, long? AmountFen, Rule Rule)
{
    public string? Basis { get; init; }

    public Choice<FullCostAmount> FullCost { get; init; } = new(FullCostAmount.StatedFigure);
}
