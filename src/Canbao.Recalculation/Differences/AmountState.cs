using Canbao.Policies;

namespace Canbao.Recalculation.Differences;

/// <summary>Whether an answer has an amount to compare; if not, why. An answer without one never counts as 0.</summary>
public enum AmountState
{
    Amount,
    Closed,
    Undetermined,
    NotEligible,
}

/// <summary>Reads the state of quotes.</summary>
public static class AmountStates
{
    public static AmountState Of(Quote quote) => quote switch
    {
        { FeeFen: not null } => AmountState.Amount,
        { Status: QuoteStatus.Closed } => AmountState.Closed,
        { Status: QuoteStatus.NotEligible } => AmountState.NotEligible,
        _ => AmountState.Undetermined,
    };
}
