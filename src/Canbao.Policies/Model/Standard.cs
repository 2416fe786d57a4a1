namespace Canbao.Policies.Model;

/// <summary>The individual standard of one tier (个人缴费标准).</summary>
public sealed record Standard(string Tier, Name Name, long AmountFen, Rule Rule)
{
    /// <summary>The amount for a university student, where it differs.</summary>
    public long? StudentFen { get; init; }

    /// <summary>
    /// Standard and fiscal subsidy together, where the author wrote it down to be checked. It decides nothing: a quote adds the two.
    /// </summary>
    public long? FullCostFen { get; init; }

    /// <summary>What this resident owes before assistance.</summary>
    public long FenFor(Profile profile) => profile.UniversityStudent ? StudentFen ?? AmountFen : AmountFen;
}

/// <summary>A name in two languages.</summary>
public sealed record Name(string Zh, string En);
