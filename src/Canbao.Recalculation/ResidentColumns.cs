using Canbao.Policies;
using Canbao.Recalculation.Csv;
using Canbao.Recalculation.Inputs;

namespace Canbao.Recalculation;

/// <summary>The columns of a file of residents, named as the contract's fields. Their order in a file does not matter.</summary>
public static class ResidentColumns
{
    public const string
        Id = "id", PaymentDate = "payment_date", BirthDate = "birth_date", EventDate = "event_date", IdentityRecognisedOn = "identity_recognised_on",
        Region = "region", BenefitYear = "benefit_year", PolicyRevision = "policy_revision", Tier = "tier", Identities = "identities",
        Circumstance = "circumstance", UniversityStudent = "university_student", GapYears = "gap_years", ContinuousYears = "continuous_years",
        ZeroClaimLastYear = "zero_claim_last_year", AlreadyPaidNormally = "already_paid_normally", EmployeeInsured = "employee_insured",
        InsuredElsewhere = "insured_elsewhere", IndependentEnrolment = "independent_enrolment", GuardianPaid = "guardian_paid",
        EnrolledOutsideHukou = "enrolled_outside_hukou", AssistedThere = "assisted_there", Addons = "addons";

    /// <summary>Between the codes of one field.</summary>
    public const char Separator = ';';

    /// <summary>The dates of a resident in the order payment, birth, event, recognition.</summary>
    public static readonly ValueList<string> Dates = [PaymentDate, BirthDate, EventDate, IdentityRecognisedOn];

    /// <summary>What two residents must share to have one profile and one policy.</summary>
    public static readonly ValueList<string> OfProfile =
    [
        Region, BenefitYear, PolicyRevision, Tier, Identities, Circumstance, UniversityStudent, GapYears, ContinuousYears, ZeroClaimLastYear,
        AlreadyPaidNormally, EmployeeInsured, InsuredElsewhere, IndependentEnrolment, GuardianPaid, EnrolledOutsideHukou, AssistedThere, Addons,
    ];

    /// <summary>All columns in the order in which generated files have them.</summary>
    public static readonly ValueList<string> All = [Id, .. Dates, .. OfProfile];

    /// <summary>Where each column stands in a header. Throws with all that is wrong with it.</summary>
    public static Dictionary<string, int> Read(CsvRow header)
    {
        if (header.Count > All.Count) throw new InvalidDataException($"the header has {header.Count} columns; there are only {All.Count}");
        return ColumnMapping.None.Plan(header).Places;
    }
}
