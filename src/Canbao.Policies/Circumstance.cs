namespace Canbao.Policies;

/// <summary>A special circumstance (特殊情形). The numbers are those of the wire contract.</summary>
public enum Circumstance
{
    None = 0,
    Newborn = 1,
    EmployeeInsuranceLapse = 2,
    ObjectiveReason = 3,
    MovedIn = 4,
    Demobilised = 5,
    ReleasedPrisoner = 6,
    WelfareInstitutionChild = 7,
}
