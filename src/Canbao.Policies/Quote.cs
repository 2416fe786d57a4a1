namespace Canbao.Policies;

/// <summary>What a policy answers for a day. The numbers are those of the wire contract.</summary>
public enum QuoteStatus
{
    Open = 1,
    OpenLate = 2,
    OpenSpecial = 3,
    OpenFullCost = 4,
    Closed = 5,
    NoPaymentRequired = 6,
    AutoEnrolled = 7,
    AlreadyPaid = 8,
    NotEligible = 9,
    Undetermined = 10,
}

/// <summary>How a notice states the fiscal subsidy. The numbers are those of the wire contract.</summary>
public enum SubsidyKind
{
    Unspecified = 0,
    Exact = 1,
    AtLeast = 2,
    ByReference = 3,
}

/// <summary>
/// The answer for one profile on one payment date (报价), field by field as the contract's Quote.
/// Null is unspecified or not applicable, never 0. Amounts are fen.
/// </summary>
public sealed record Quote
{
    public required QuoteStatus Status { get; init; }

    public DateOnly? NextOpenDate { get; init; }

    public ValueList<string> MissingFields { get; init; } = [];

    /// <summary>Subject codes of <see cref="Subjects"/>, in the order of that list.</summary>
    public ValueList<string> Unspecified { get; init; } = [];

    /// <summary>Ids of the readings on which the answer depends, in the order of the policy.</summary>
    public ValueList<string> Notices { get; init; } = [];

    public ValueList<string> Warnings { get; init; } = [];

    public long? IndividualStandardFen { get; init; }

    public long? AssistanceFen { get; init; }

    public string? AssistanceFund { get; init; }

    public string? MatchedIdentity { get; init; }

    public string? RecognisedBy { get; init; }

    public int? AssistanceDeferredTo { get; init; }

    public bool? AssistedPaymentAvailable { get; init; }

    public long? FeeFen { get; init; }

    public long? FeeAtLeastFen { get; init; }

    public long? FeeAtMostFen { get; init; }

    public ValueList<AddonPrice> Addons { get; init; } = [];

    public long? AddonTotalFen { get; init; }

    public string? AddonTerm { get; init; }

    public long? PayableFen { get; init; }

    public long? FiscalSubsidyFen { get; init; }

    public SubsidyKind FiscalSubsidyKind { get; init; }

    public string? FiscalSubsidyBasis { get; init; }

    public ValueList<Contribution> Contributions { get; init; } = [];

    public long? FundingTotalFen { get; init; }

    public Waiting? Waiting { get; init; }

    public DateOnly? BenefitStart { get; init; }

    public DateOnly? BenefitEnd { get; init; }

    public CatastrophicCover? Catastrophic { get; init; }

    /// <summary>Of the fields that tell most quotes apart; equality compares them all.</summary>
    public override int GetHashCode() =>
        HashCode.Combine(Status, FeeFen, AssistanceFen, MatchedIdentity, BenefitStart, NextOpenDate, Notices.Count,
            HashCode.Combine(Unspecified.Count, Waiting, Catastrophic));

    /// <summary>True for the four statuses on which a cashier takes money.</summary>
    public bool IsOpen => Status is QuoteStatus.Open or QuoteStatus.OpenLate or QuoteStatus.OpenSpecial or QuoteStatus.OpenFullCost;
}

/// <summary>One add-on product with its price in fen.</summary>
public readonly record struct AddonPrice(string Code, long PriceFen);

/// <summary>One payer's line: "resident", "fiscal_subsidy" or the code of a fund.</summary>
public readonly record struct Contribution(string Payer, long AmountFen)
{
    public const string Resident = "resident", FiscalSubsidy = "fiscal_subsidy";
}

/// <summary>The unit of a waiting period.</summary>
public enum WaitingUnit
{
    Days,
    Months,
    NextMonthFirstDay,
}

/// <summary>A waiting period; the length is 0 for a rule without one.</summary>
public readonly record struct Waiting(WaitingUnit Unit, int Length)
{
    public static readonly Waiting None = new(WaitingUnit.Days, 0);
}

/// <summary>What this resident's catastrophic cover (大病保险) differs in.</summary>
public sealed record CatastrophicCover
{
    public long? DeductibleFen { get; init; }

    public int? UpliftPoints { get; init; }

    public bool? NoCap { get; init; }

    public bool? CapUpliftContinuous { get; init; }

    public bool? CapUpliftZeroClaim { get; init; }

    public int? UpliftSteps { get; init; }
}
