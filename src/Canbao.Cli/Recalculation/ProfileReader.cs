using System.Globalization;
using System.Text;
using Canbao.Cli.Csv;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Documents;

namespace Canbao.Cli.Recalculation;

/// <summary>Makes a profile, with the policy that it asks for, out of the fields of a row. All problems are told at once.</summary>
internal sealed class ProfileReader(Dictionary<string, int> places)
{
    private readonly List<InputProblem> _problems = [];
    private CsvRow _row = new(0);

    public BatchProfile Read(CsvRow row)
    {
        _row = row;
        _problems.Clear();
        var profile = new Profile
        {
            Tier = Text(ResidentColumns.Tier),
            Identities = Codes(ResidentColumns.Identities),
            Circumstance = Circumstance(),
            UniversityStudent = Flag(ResidentColumns.UniversityStudent) ?? false,
            GapYears = Number(ResidentColumns.GapYears),
            ContinuousYears = Number(ResidentColumns.ContinuousYears),
            ZeroClaimLastYear = Flag(ResidentColumns.ZeroClaimLastYear) ?? false,
            AlreadyPaidNormally = Flag(ResidentColumns.AlreadyPaidNormally) ?? false,
            EmployeeInsured = Flag(ResidentColumns.EmployeeInsured) ?? false,
            InsuredElsewhere = Flag(ResidentColumns.InsuredElsewhere) ?? false,
            IndependentEnrolment = Flag(ResidentColumns.IndependentEnrolment),
            GuardianPaid = Flag(ResidentColumns.GuardianPaid),
            EnrolledOutsideHukou = Flag(ResidentColumns.EnrolledOutsideHukou) ?? false,
            AssistedThere = Flag(ResidentColumns.AssistedThere) ?? false,
            Addons = Codes(ResidentColumns.Addons),
        };
        var (year, revision) = (Number(ResidentColumns.BenefitYear), Number(ResidentColumns.PolicyRevision));
        var error = _problems.Count == 0 ? null : new RowError(false, [.. _problems]);
        return new BatchProfile(Text(ResidentColumns.Region), year, revision, error is null ? profile : null, error);
    }

    private string Text(string column) => places.TryGetValue(column, out var place) ? Encoding.UTF8.GetString(_row[place].Trim((byte)' ')) : "";

    private ValueList<string> Codes(string column) =>
        [.. Text(column).Split(ResidentColumns.Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private Circumstance Circumstance()
    {
        var text = Text(ResidentColumns.Circumstance);
        if (text.Length == 0) return Policies.Circumstance.None;
        if (SnakeCase.TryParse<Circumstance>(text, out var value)) return value;
        return Bad<Circumstance>(ResidentColumns.Circumstance, $"expected empty or one of {SnakeCase.Allowed<Circumstance>()}");
    }

    private bool? Flag(string column) => Text(column) switch
    {
        "" => null,
        "true" or "yes" or "1" or "是" => true,
        "false" or "no" or "0" or "否" => false,
        _ => Bad<bool?>(column, "expected true, yes, 1, 是 or false, no, 0, 否, or nothing"),
    };

    private int Number(string column)
    {
        var text = Text(column);
        if (text.Length == 0) return 0;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : Bad<int>(column, "expected a whole number");
    }

    private T? Bad<T>(string column, string expected)
    {
        _problems.Add(new(column, expected));
        return default;
    }
}
