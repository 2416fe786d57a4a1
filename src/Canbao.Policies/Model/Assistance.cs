namespace Canbao.Policies.Model;

/// <summary>Which of several grants counts.</summary>
public enum TakeRule
{
    HighestAmount,

    /// <summary>Several assisted identities are a case that the notice does not settle.</summary>
    Unspecified,
}

/// <summary>Which of equal grants counts.</summary>
public enum TieRule
{
    FirstInDocument,
    LastInDocument,
}

/// <summary>What a rate is taken of where the resident's own standard is another one.</summary>
public enum RateBase
{
    StatedAmount,
    OwnStandard,
}

/// <summary>Until when an identity must have been recognised to count for assistance.</summary>
public enum RecognitionRule
{
    RecognisedByPaymentDate,

    /// <summary>In addition inside the collection window; a later one counts for the next benefit year.</summary>
    RecognisedInCollectionWindow,
}

/// <summary>What a bar means for the assistance.</summary>
public enum BarAnswer
{
    Granted,
    None,
    Undetermined,
}

/// <summary>Who is assisted, with how much, by which fund (资助).</summary>
public sealed record Assistance(Combination Combination, Recognition Recognition, ValueList<AssistanceBar> Bars, ValueList<Grant> Grants)
{
    /// <summary>The cases in which a further identity may make the fee higher. Every other such case is a mistake of the document.</summary>
    public ValueList<DearerTogether> DearerTogether { get; init; } = [];

    /// <summary>Where an identity stands among the grants; null if the notice does not name it.</summary>
    public Grant? GrantFor(string identity)
    {
        foreach (var grant in Grants)
            if (grant.Identities.AsSpan().Contains(identity)) return grant;
        return null;
    }
}

/// <summary>Which of several identities counts.</summary>
public sealed record Combination(Choice<TakeRule> Take, Choice<TieRule> Ties, Choice<RateBase> RateOf, Rule Rule);

/// <summary>When an identity must have been recognised.</summary>
public sealed record Recognition(RecognitionRule Counts, Rule Rule)
{
    /// <summary>The clause that moves later recognitions to the next year.</summary>
    public Rule? Deferral { get; init; }
}

/// <summary>A condition under which assistance is withheld, or left open.</summary>
public sealed record AssistanceBar(Conditions When, Choice<BarAnswer> Answer, Rule Rule);
