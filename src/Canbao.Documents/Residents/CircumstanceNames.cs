using Canbao.Policies;

namespace Canbao.Documents.Residents;

/// <summary>The Chinese names of the special circumstances.</summary>
public static class CircumstanceNames
{
    private static readonly Dictionary<string, Circumstance> ByName =
        Enum.GetValues<Circumstance>().Where(circumstance => Zh(circumstance).Length > 0).ToDictionary(Zh);

    /// <summary>Nothing for none.</summary>
    public static string Zh(Circumstance circumstance) => circumstance switch
    {
        Circumstance.Newborn => "新生儿",
        Circumstance.EmployeeInsuranceLapse => "职工医保断保",
        Circumstance.ObjectiveReason => "客观原因未参保",
        Circumstance.MovedIn => "新迁入户口",
        Circumstance.Demobilised => "复转军人",
        Circumstance.ReleasedPrisoner => "刑满释放",
        Circumstance.WelfareInstitutionChild => "儿童福利机构接收",
        _ => "",
    };

    /// <summary>By its code or its Chinese name.</summary>
    public static bool TryParse(string text, out Circumstance circumstance) =>
        SnakeCase.TryParse(text, out circumstance) || ByName.TryGetValue(text, out circumstance);
}
