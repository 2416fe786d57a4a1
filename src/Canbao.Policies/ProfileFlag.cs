namespace Canbao.Policies;

/// <summary>What is true of a resident or not. Documents, files and the contract write its name as <see cref="SnakeCase"/> makes it.</summary>
public enum ProfileFlag
{
    UniversityStudent,
    ZeroClaimLastYear,
    AlreadyPaidNormally,
    EmployeeInsured,
    InsuredElsewhere,
    EnrolledOutsideHukou,
    AssistedThere,
    IndependentEnrolment,
    GuardianPaid,
}

/// <summary>What all flags have in common, and what only some have.</summary>
public static class ProfileFlags
{
    public static readonly ValueList<ProfileFlag> All = [.. Enum.GetValues<ProfileFlag>()];

    /// <summary>Those that conditions of rules may ask for. Rules of their own look at the others.</summary>
    public static readonly ValueList<ProfileFlag> OfConditions =
        [.. All.Where(flag => flag is not (ProfileFlag.UniversityStudent or ProfileFlag.ZeroClaimLastYear or ProfileFlag.AlreadyPaidNormally))];

    /// <summary>Whether not given is not the same as no: then a rule that asks for it names it as missing.</summary>
    public static bool MayBeUnknown(this ProfileFlag flag) => flag is ProfileFlag.IndependentEnrolment or ProfileFlag.GuardianPaid;
}
