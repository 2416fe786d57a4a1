namespace Canbao.Recalculation.Settlement;

/// <summary>The amounts of quotes that a cell adds up beside the payers' lines. They are stated or not; see <see cref="Tally"/>.</summary>
public enum SettlementAmount
{
    /// <summary>What residents pay for the insurance; with ALREADY_PAID as it was paid.</summary>
    Fee,

    /// <summary>What funds pay of the standard.</summary>
    Assistance,

    /// <summary>What the treasury adds for residents whose fee is settled.</summary>
    FiscalSubsidy,

    /// <summary>Add-on products with a price.</summary>
    Addons,

    /// <summary>What the cashier takes: fees that are not paid yet, and add-ons.</summary>
    Payable,

    /// <summary>The whole of what is paid into the fund, as the quotes say.</summary>
    FundingTotal,

    /// <summary>Fee and assistance of residents for whom the notice states no subsidy: there are payers' lines, and no funding total.</summary>
    WithoutFundingTotal,
}
