using Canbao.Policies;

namespace Canbao.Documents.WorkedCases;

/// <summary>
/// Reads the resident of a case, in the contract's words. Whether a policy answers such a resident at all is not asked here: a
/// case may show that it does not.
/// </summary>
internal static class CaseInput
{
    public static readonly ValueList<string> Keys =
    [
        "tier", "identities", "circumstance", "university_student", "gap_years", "continuous_years", "zero_claim_last_year",
        "already_paid_normally", "employee_insured", "insured_elsewhere", "independent_enrolment", "guardian_paid",
        "enrolled_outside_hukou", "assisted_there", "addons", "payment_date", "birth_date", "event_date", "identity_recognised_on",
    ];

    public static Profile Profile(MapReader reader) => new()
    {
        Tier = reader.TextOrNull("tier") ?? "",
        Identities = reader.Texts("identities"),
        Circumstance = reader.EnumerationOrNull<Circumstance>("circumstance") ?? Circumstance.None,
        UniversityStudent = reader.FlagOrNull("university_student") ?? false,
        GapYears = reader.NumberOrNull("gap_years", 0, 9999) ?? 0,
        ContinuousYears = reader.NumberOrNull("continuous_years", 0, 9999) ?? 0,
        ZeroClaimLastYear = reader.FlagOrNull("zero_claim_last_year") ?? false,
        AlreadyPaidNormally = reader.FlagOrNull("already_paid_normally") ?? false,
        EmployeeInsured = reader.FlagOrNull("employee_insured") ?? false,
        InsuredElsewhere = reader.FlagOrNull("insured_elsewhere") ?? false,
        IndependentEnrolment = reader.FlagOrNull("independent_enrolment"),
        GuardianPaid = reader.FlagOrNull("guardian_paid"),
        EnrolledOutsideHukou = reader.FlagOrNull("enrolled_outside_hukou") ?? false,
        AssistedThere = reader.FlagOrNull("assisted_there") ?? false,
        Addons = reader.Texts("addons"),
    };

    public static Situation Situation(MapReader reader) => new(reader.Date("payment_date"), reader.DateOrNull("birth_date"),
        reader.DateOrNull("event_date"), reader.DateOrNull("identity_recognised_on"));
}
