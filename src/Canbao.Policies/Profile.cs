namespace Canbao.Policies;

/// <summary>
/// Everything about a resident that is not a date (参保情形), as the contract's Profile says field by field.
/// Two equal profiles have equal answers; the order of the identities does not matter to an answer.
/// </summary>
public sealed record Profile
{
    // A bit for each flag: whether it is set, and of those that may be unknown whether it is given.
    private readonly int _set, _given;

    public required string Tier { get; init; }

    public ValueList<string> Identities { get; init; } = [];

    public Circumstance Circumstance { get; init; }

    /// <summary>Whole years without cover before the benefit year.</summary>
    public long GapYears { get; init; }

    /// <summary>Whole consecutive insured years before the benefit year.</summary>
    public long ContinuousYears { get; init; }

    public ValueList<string> Addons { get; init; } = [];

    public bool UniversityStudent { get => IsSet(ProfileFlag.UniversityStudent); init => Flag = (ProfileFlag.UniversityStudent, value); }

    public bool ZeroClaimLastYear { get => IsSet(ProfileFlag.ZeroClaimLastYear); init => Flag = (ProfileFlag.ZeroClaimLastYear, value); }

    public bool AlreadyPaidNormally { get => IsSet(ProfileFlag.AlreadyPaidNormally); init => Flag = (ProfileFlag.AlreadyPaidNormally, value); }

    public bool EmployeeInsured { get => IsSet(ProfileFlag.EmployeeInsured); init => Flag = (ProfileFlag.EmployeeInsured, value); }

    public bool InsuredElsewhere { get => IsSet(ProfileFlag.InsuredElsewhere); init => Flag = (ProfileFlag.InsuredElsewhere, value); }

    public bool EnrolledOutsideHukou { get => IsSet(ProfileFlag.EnrolledOutsideHukou); init => Flag = (ProfileFlag.EnrolledOutsideHukou, value); }

    public bool AssistedThere { get => IsSet(ProfileFlag.AssistedThere); init => Flag = (ProfileFlag.AssistedThere, value); }

    /// <summary>Null: not given, which is not the same as false.</summary>
    public bool? IndependentEnrolment { get => this[ProfileFlag.IndependentEnrolment]; init => Flag = (ProfileFlag.IndependentEnrolment, value); }

    /// <summary>Null: not given, which is not the same as false.</summary>
    public bool? GuardianPaid { get => this[ProfileFlag.GuardianPaid]; init => Flag = (ProfileFlag.GuardianPaid, value); }

    /// <summary>Null only for a flag that may be unknown, and is.</summary>
    public bool? this[ProfileFlag flag] => IsSet(flag) ? true : flag.MayBeUnknown() && (_given & Bit(flag)) == 0 ? null : false;

    private (ProfileFlag Flag, bool? Value) Flag
    {
        init
        {
            var bit = Bit(value.Flag);
            _set = value.Value == true ? _set | bit : _set & ~bit;
            _given = value.Value is not null && value.Flag.MayBeUnknown() ? _given | bit : _given & ~bit;
        }
    }

    /// <summary>The same resident with another flag.</summary>
    public Profile With(ProfileFlag flag, bool? value) => this with { Flag = (flag, value) };

    /// <summary>Seeded per process, as <see cref="Situation"/>'s.</summary>
    public override int GetHashCode() => HashCode.Combine(Tier, Identities, Circumstance, GapYears, ContinuousYears, Addons, _set, _given);

    private static int Bit(ProfileFlag flag) => 1 << (int)flag;

    private bool IsSet(ProfileFlag flag) => (_set & Bit(flag)) != 0;
}
