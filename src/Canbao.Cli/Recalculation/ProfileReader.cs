using System.Globalization;
using System.Text;
using Canbao.Cli.Csv;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Documents;

namespace Canbao.Cli.Recalculation;

/// <summary>Makes a profile, with the policy that it asks for, out of the fields of a row, and tells which fields cannot be read.</summary>
internal sealed class ProfileReader(Dictionary<string, int> places)
{
    private readonly List<InputProblem> _problems = [];
    private CsvRow _row = new(0);

    /// <summary>A field that cannot be read has its problem and, in the profile, no value.</summary>
    public KnownProfile Read(CsvRow row)
    {
        _row = row;
        _problems.Clear();
        var profile = new Profile
        {
            Tier = Text(ResidentColumns.Tier),
            Identities = Codes(ResidentColumns.Identities, InputCheck.MaxIdentities),
            Circumstance = Circumstance(),
            UniversityStudent = Flag(ResidentColumns.UniversityStudent) ?? false,
            GapYears = Number(ResidentColumns.GapYears, $"0 to {InputCheck.MaxYears}"),
            ContinuousYears = Number(ResidentColumns.ContinuousYears, $"0 to {InputCheck.MaxYears}"),
            ZeroClaimLastYear = Flag(ResidentColumns.ZeroClaimLastYear) ?? false,
            AlreadyPaidNormally = Flag(ResidentColumns.AlreadyPaidNormally) ?? false,
            EmployeeInsured = Flag(ResidentColumns.EmployeeInsured) ?? false,
            InsuredElsewhere = Flag(ResidentColumns.InsuredElsewhere) ?? false,
            IndependentEnrolment = Flag(ResidentColumns.IndependentEnrolment),
            GuardianPaid = Flag(ResidentColumns.GuardianPaid),
            EnrolledOutsideHukou = Flag(ResidentColumns.EnrolledOutsideHukou) ?? false,
            AssistedThere = Flag(ResidentColumns.AssistedThere) ?? false,
            Addons = Codes(ResidentColumns.Addons, InputCheck.MaxAddons),
        };
        var year = Number(ResidentColumns.BenefitYear, "a year such as 2025");
        var revision = Number(ResidentColumns.PolicyRevision, "a revision from 1, or nothing for the newest");
        return new KnownProfile(new WantedProfile(Text(ResidentColumns.Region), year, revision, profile), [.. _problems]);
    }

    private string Text(string column) => places.TryGetValue(column, out var place) ? Encoding.UTF8.GetString(_row[place].Trim((byte)' ')) : "";

    /// <summary>One more than are allowed at the most: enough to be refused.</summary>
    private ValueList<string> Codes(string column, int most) => [.. Text(column)
        .Split(ResidentColumns.Separator, most + 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private Circumstance Circumstance()
    {
        var text = Text(ResidentColumns.Circumstance);
        if (text.Length == 0) return Policies.Circumstance.None;
        if (SnakeCase.TryParse<Circumstance>(text, out var value)) return value;
        return Bad<Circumstance>(ResidentColumns.Circumstance, $"nothing or one of {SnakeCase.Allowed<Circumstance>()}");
    }

    private bool? Flag(string column) => Text(column).ToUpperInvariant() switch
    {
        "" => null,
        "TRUE" or "YES" or "1" or "是" => true,
        "FALSE" or "NO" or "0" or "否" => false,
        _ => Bad<bool?>(column, "true, yes, 1, 是 or false, no, 0, 否, or nothing"),
    };

    private int Number(string column, string expected)
    {
        var text = Text(column);
        if (text.Length == 0) return 0;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : Bad<int>(column, expected);
    }

    private T? Bad<T>(string column, string expected)
    {
        _problems.Add(new(column, $"expected {expected}"));
        return default;
    }
}
