using Canbao.Policies;

namespace Canbao.Mapping;

/// <summary>Profiles between the wire and the engine.</summary>
public static class ProfileMapper
{
    /// <summary>A profile is a dictionary key: a caller must not fill the dictionary with long ones.</summary>
    public const int MaxBytes = 512;

    public static Profile FromMessage(V1.Profile message) => new()
    {
        Tier = message.Tier,
        Identities = [.. message.Identities],
        Circumstance = (Circumstance)message.Circumstance,
        UniversityStudent = message.UniversityStudent,
        GapYears = message.GapYears,
        ContinuousYears = message.ContinuousYears,
        ZeroClaimLastYear = message.ZeroClaimLastYear,
        AlreadyPaidNormally = message.AlreadyPaidNormally,
        EmployeeInsured = message.EmployeeInsured,
        InsuredElsewhere = message.InsuredElsewhere,
        IndependentEnrolment = message.HasIndependentEnrolment ? message.IndependentEnrolment : null,
        GuardianPaid = message.HasGuardianPaid ? message.GuardianPaid : null,
        EnrolledOutsideHukou = message.EnrolledOutsideHukou,
        AssistedThere = message.AssistedThere,
        Addons = [.. message.Addons],
    };

    public static V1.Profile ToMessage(Profile profile, string region = "")
    {
        var message = new V1.Profile
        {
            Region = region,
            Tier = profile.Tier,
            Circumstance = (V1.Circumstance)profile.Circumstance,
            UniversityStudent = profile.UniversityStudent,
            GapYears = (uint)profile.GapYears,
            ContinuousYears = (uint)profile.ContinuousYears,
            ZeroClaimLastYear = profile.ZeroClaimLastYear,
            AlreadyPaidNormally = profile.AlreadyPaidNormally,
            EmployeeInsured = profile.EmployeeInsured,
            InsuredElsewhere = profile.InsuredElsewhere,
            EnrolledOutsideHukou = profile.EnrolledOutsideHukou,
            AssistedThere = profile.AssistedThere,
        };
        message.Identities.AddRange(profile.Identities);
        message.Addons.AddRange(profile.Addons);
        if (profile.IndependentEnrolment is { } independent) message.IndependentEnrolment = independent;
        if (profile.GuardianPaid is { } paid) message.GuardianPaid = paid;
        return message;
    }

    /// <summary>Null if the profile is present and not too large.</summary>
    public static InputProblem? Check(V1.Profile? message)
    {
        if (message is null) return new("profile", "missing; a request needs a profile with at least a tier");
        var bytes = message.CalculateSize();
        return bytes <= MaxBytes ? null : new("profile", $"{bytes} bytes; at most {MaxBytes} are allowed");
    }
}
