namespace Canbao.Policies;

/// <summary>
/// Everything about a resident that is not a date (参保情形), as the contract's Profile says field by field.
/// Two equal profiles have equal answers; the order of the identities does not matter to an answer.
/// </summary>
public sealed record Profile
{
    public required string Tier { get; init; }

    public ValueList<string> Identities { get; init; } = [];

    public Circumstance Circumstance { get; init; }

    public bool UniversityStudent { get; init; }

    /// <summary>Whole years without cover before the benefit year.</summary>
    public long GapYears { get; init; }

    /// <summary>Whole consecutive insured years before the benefit year.</summary>
    public long ContinuousYears { get; init; }

    public bool ZeroClaimLastYear { get; init; }

    public bool AlreadyPaidNormally { get; init; }

    public bool EmployeeInsured { get; init; }

    public bool InsuredElsewhere { get; init; }

    /// <summary>Null: not given, which is not the same as false.</summary>
    public bool? IndependentEnrolment { get; init; }

    /// <summary>Null: not given, which is not the same as false.</summary>
    public bool? GuardianPaid { get; init; }

    public bool EnrolledOutsideHukou { get; init; }

    public bool AssistedThere { get; init; }

    public ValueList<string> Addons { get; init; } = [];

    /// <summary>Seeded per process, as <see cref="Situation"/>'s.</summary>
    public override int GetHashCode() => HashCode.Combine(
        Tier, Identities, Circumstance, GapYears, ContinuousYears, Addons, HashCode.Combine(IndependentEnrolment, GuardianPaid), Flags());

    private int Flags() => HashCode.Combine(
        UniversityStudent, ZeroClaimLastYear, AlreadyPaidNormally, EmployeeInsured, InsuredElsewhere, EnrolledOutsideHukou, AssistedThere);
}
