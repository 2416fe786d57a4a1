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
/// Null is unspecified or not applicable, never 0. Amounts are fen. Only the interpreter sets fields, and only while it answers.
/// </summary>
public sealed record Quote
{
    public QuoteStatus Status { get; internal set; }

    public DateOnly? NextOpenDate { get; internal set; }

    public ValueList<string> MissingFields { get; internal set; } = [];

    /// <summary>Subject codes of <see cref="Subjects"/>, in the order of that list.</summary>
    public ValueList<string> Unspecified { get; internal set; } = [];

    /// <summary>Ids of the readings on which the answer depends, in the order of the policy.</summary>
    public ValueList<string> Notices { get; internal set; } = [];

    public ValueList<string> Warnings { get; internal set; } = [];

    public long? IndividualStandardFen { get; internal set; }

    public long? AssistanceFen { get; internal set; }

    public string? AssistanceFund { get; internal set; }

    public string? MatchedIdentity { get; internal set; }

    public string? RecognisedBy { get; internal set; }

    public int? AssistanceDeferredTo { get; internal set; }

    public bool? AssistedPaymentAvailable { get; internal set; }

    public long? FeeFen { get; internal set; }

    public long? FeeAtLeastFen { get; internal set; }

    public long? FeeAtMostFen { get; internal set; }

    public ValueList<AddonPrice> Addons { get; internal set; } = [];

    public long? AddonTotalFen { get; internal set; }

    public string? AddonTerm { get; internal set; }

    public long? PayableFen { get; internal set; }

    public long? FiscalSubsidyFen { get; internal set; }

    public SubsidyKind FiscalSubsidyKind { get; internal set; }

    public string? FiscalSubsidyBasis { get; internal set; }

    public ValueList<Contribution> Contributions { get; internal set; } = [];

    public long? FundingTotalFen { get; internal set; }

    public Waiting? Waiting { get; internal set; }

    public DateOnly? BenefitStart { get; internal set; }

    public DateOnly? BenefitEnd { get; internal set; }

    public CatastrophicCover? Catastrophic { get; internal set; }

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
    public long? DeductibleFen { get; internal set; }

    public int? UpliftPoints { get; internal set; }

    public bool? NoCap { get; internal set; }

    public bool? CapUpliftContinuous { get; internal set; }

    public bool? CapUpliftZeroClaim { get; internal set; }

    public int? UpliftSteps { get; internal set; }
}
