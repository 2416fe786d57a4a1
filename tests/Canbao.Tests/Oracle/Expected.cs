using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>
/// An answer worked out by the oracle, property by property as the quote's. The unspecified subjects are a minimum, and the
/// order of the missing fields does not matter; warnings are worded freely.
/// </summary>
internal sealed record Expected
{
    public required QuoteStatus Status { get; init; }

    public DateOnly? NextOpenDate { get; init; }

    public IReadOnlyList<string> MissingFields { get; init; } = [];

    /// <summary>Fields that may be named as missing beside those: they decide only after another one is given.</summary>
    public IReadOnlyList<string> MayBeMissing { get; init; } = [];

    public IReadOnlyList<string> Unspecified { get; init; } = [];

    public long? IndividualStandardFen { get; init; }

    public long? AssistanceFen { get; init; }

    public string? AssistanceFund { get; init; }

    /// <summary>The identities that grant the same highest amount, in the order of the notice. Empty: none matches.</summary>
    public IReadOnlyList<Match> MatchedAnyOf { get; init; } = [];

    public int? AssistanceDeferredTo { get; init; }

    public bool? AssistedPaymentAvailable { get; init; }

    public long? FeeFen { get; init; }

    public long? FeeAtMostFen { get; init; }

    /// <summary>The add-ons that have a price, in the order in which they were asked for.</summary>
    public IReadOnlyList<AddonPrice> Addons { get; init; } = [];

    public string? AddonTerm { get; init; }

    public long? AddonTotalFen => Addons.Count > 0 ? Addons.Sum(a => a.PriceFen) : null;

    /// <summary>A fee that has been paid is not due again.</summary>
    public long? PayableFen => FeeFen is { } fee ? (Status == QuoteStatus.AlreadyPaid ? 0 : fee) + (AddonTotalFen ?? 0) : null;

    public long? FiscalSubsidyFen { get; init; }

    public SubsidyKind FiscalSubsidyKind { get; init; }

    public string? FiscalSubsidyBasis { get; init; }

    public long? FundingTotalFen { get; init; }

    public Waiting? Waiting { get; init; }

    public DateOnly? BenefitStart { get; init; }

    public DateOnly? BenefitEnd { get; init; }

    public ExpectedCatastrophic? Catastrophic { get; init; }

    /// <summary>True if the answer must carry a warning.</summary>
    public bool Warns { get; init; }

    /// <summary>True if the resident may pay on this day, even where only the amount is not settled.</summary>
    public bool IsPayable { get; init; }

    /// <summary>Names of the quote's properties that the sources leave open for this resident.</summary>
    public IReadOnlyList<string> NotCompared { get; init; } = [];
}

/// <summary>An identity that grants assistance, and the department that recognises it where the notice names one.</summary>
internal sealed record Match(string Identity, string? Department);

/// <summary>The catastrophic cover; false and 0 where the quote may leave a field out.</summary>
internal sealed record ExpectedCatastrophic(long DeductibleFen, int UpliftPoints, bool NoCap)
{
    public bool CapUpliftContinuous => UpliftSteps > 0;

    public int UpliftSteps { get; init; }

    public bool CapUpliftZeroClaim { get; init; }
}
