namespace Canbao.Policies.Model;

/// <summary>Which identity decides a tilt.</summary>
public enum TiltBasis
{
    Held,
    Matched,
}

/// <summary>Which years count towards an incentive.</summary>
public enum YearCounting
{
    EarlierYearsCount,
    FromFirstYear,
}

/// <summary>The catastrophic insurance (大病保险).</summary>
public sealed record Catastrophic
{
    /// <summary>Null: the notice states none.</summary>
    public Deductible? Deductible { get; init; }

    public ValueList<Tilt> Tilts { get; init; } = [];

    public ContinuousYearsIncentive? ContinuousYears { get; init; }

    public ZeroClaimIncentive? ZeroClaim { get; init; }
}

/// <summary>The deductible (起付线).</summary>
public sealed record Deductible(long AmountFen, Rule Rule);

/// <summary>Better terms for some identities (倾斜支付).</summary>
public sealed record Tilt(ValueList<string> Identities, Choice<TiltBasis> DecidedBy, Rule Rule)
{
    public long? DeductibleFen { get; init; }

    public int? DeductibleRatePercent { get; init; }

    public int? UpliftPoints { get; init; }

    public bool NoCap { get; init; }
}

/// <summary>A higher cap for consecutive years. Null years: the notice announces it without figures.</summary>
public sealed record ContinuousYearsIncentive(int? AfterYears, Choice<YearCounting> Counting, Rule Rule);

/// <summary>A higher cap after a year without claims. Not detailed: the notice announces it without rules.</summary>
public sealed record ZeroClaimIncentive(bool Detailed, Choice<YearCounting> Counting, Rule Rule);
