
namespace Canbao.Policies.Model;

/// <summary>How a grant stands to the grants of other funds.</summary>
public enum GrantRank
{
    Ordinary,

    /// <summary>Pays only for who receives nothing from another fund.</summary>
    LastResort,
}

/// <summary>For whom a last-resort grant steps back.</summary>
public enum StepsBackFor
{
    AssistedByOtherFund,

    /// <summary>Also for who is listed for another fund's assistance with an amount of zero.</summary>
    ListedForOtherFund,
}

/// <summary>Whether the birthday itself counts as the age.</summary>
public enum BirthdayRule
{
    Included,
    Excluded,
}

/// <summary>What a fund pays for some identities, per tier (资助).</summary>
public sealed record Grant(ValueList<string> Identities, ValueList<GrantAmount> Amounts, Rule Rule)
{
    public string? Fund { get; init; }

    public string? RecognisedBy { get; init; }

    public ValueList<string> ExceptHoldersOf { get; init; } = [];

    public AgeLimit? AgeAtLeast { get; init; }

    public Choice<GrantRank> Rank { get; init; } = new(GrantRank.Ordinary);

    /// <summary>For whom it steps back, if it is a last resort.</summary>
    public Choice<StepsBackFor> StepsBackFor { get; init; } = new(Model.StepsBackFor.AssistedByOtherFund);

    /// <summary>True for who is named as a target for mobilisation and given no money.</summary>
    public bool MobilisationOnly { get; init; }
}

/// <summary>The amount for one tier. A null amount: the notice names the identity and gives no figure for this tier.</summary>
public sealed record GrantAmount(string Tier, long? AmountFen)
{
    /// <summary>The rate in percent, where the notice states one.</summary>
    public int? RatePercent { get; init; }

    /// <summary>The tier whose standard the rate is taken of.</summary>
    public string? RateOf { get; init; }

    /// <summary>A reading on which this cell rests; recorded in words only.</summary>
    public Reading? Reading { get; init; }

    /// <summary>Where the document states it.</summary>
    public Position Position { get; init; }
}

/// <summary>An age that must have been reached on the payment date.</summary>
public sealed record AgeLimit(int Years, Choice<BirthdayRule> Birthday);
