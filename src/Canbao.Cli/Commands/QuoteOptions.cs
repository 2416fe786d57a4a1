using System.CommandLine;
using System.Globalization;
using Canbao.Engine;
using Canbao.Policies;

namespace Canbao.Cli.Commands;

/// <summary>The options that describe one resident, and what they mean together.</summary>
internal sealed class QuoteOptions(bool asksForPayment = true)
{
    private readonly Option<string> _region = new("--region") { Description = "Region code of 6 to 12 digits.", HelpName = "CODE", Required = true };
    private readonly Option<int> _year = new("--year") { Description = "Benefit year.", Required = true };
    private readonly Option<int> _revision = new("--revision") { Description = "Policy revision; 0 = the newest in force on the payment date." };
    private readonly Option<string> _date = new("--date") { Description = "Payment date, 2025-03-15 or 20250315.", HelpName = "DATE",
        Required = asksForPayment };
    private readonly Option<string> _tier = new("--tier") { Description = "Tier code.", HelpName = "CODE", Required = true };
    private readonly Option<string[]> _identities = new("--identity") { Description = "Identity code; may be repeated.", HelpName = "CODE",
        DefaultValueFactory = _ => [] };
    private readonly Option<string> _circumstance = new("--circumstance") { Description = $"One of {SnakeCase.Allowed<Circumstance>()}.",
        HelpName = "NAME" };
    private readonly Option<string> _birth = new("--birth-date") { Description = "Birth date.", HelpName = "DATE" };
    private readonly Option<string> _event = new("--event-date") { Description = "Date of the special circumstance.", HelpName = "DATE" };
    private readonly Option<string> _recognised = new("--recognised-on") { Description = "Day on which the identities were recognised.",
        HelpName = "DATE" };
    private readonly Option<int> _gapYears = new("--gap-years") { Description = "Years without cover before the benefit year." };
    private readonly Option<int> _continuousYears = new("--continuous-years") { Description = "Consecutive insured years before the benefit year." };
    private readonly Option<string[]> _addons = new("--addon") { Description = "Add-on product; may be repeated.", HelpName = "CODE",
        DefaultValueFactory = _ => [] };
    private readonly Option<bool?> _independent = new("--independent-enrolment") { Description = "Newborns: enrolled on their own (true or false)." };
    private readonly Option<bool?> _guardianPaid = new("--guardian-paid") { Description = "Newborns: the guardian has paid (true or false)." };
    private readonly Dictionary<string, Option<bool>> _flags = new()
    {
        ["student"] = new("--student") { Description = "Full-time university student." },
        ["zero-claim"] = new("--zero-claim") { Description = "Nothing claimed in the year before." },
        ["already-paid"] = new("--already-paid") { Description = "Has paid the ordinary fee." },
        ["employee-insured"] = new("--employee-insured") { Description = "In the employees' insurance." },
        ["insured-elsewhere"] = new("--insured-elsewhere") { Description = "In the residents' insurance of another place." },
        ["outside-hukou"] = new("--enrolled-outside-hukou") { Description = "Enrols outside the place of the household register." },
        ["assisted-there"] = new("--assisted-there") { Description = "Has been assisted at that place." },
    };

    public void AddTo(Command command)
    {
        if (asksForPayment) command.Add(_date);
        foreach (var option in (Option[])[_region, _year, _tier, _identities, _circumstance, _birth, _event, _recognised, _gapYears,
            _continuousYears, _addons, _independent, _guardianPaid, .. _flags.Values, _revision])
            command.Add(option);
    }

    /// <summary>The request, or a sentence that says which option is wrong.</summary>
    public string? Read(ParseResult result, out ResidentRequest request)
    {
        request = default;
        var circumstance = Circumstance.None;
        if (result.GetValue(_circumstance) is { } name && !SnakeCase.TryParse(name, out circumstance))
            return $"--circumstance: '{Shown.Text(name)}' is not allowed; expected one of {SnakeCase.Allowed<Circumstance>()}";
        var dates = new uint[4];
        Option<string>[] options = [_date, _birth, _event, _recognised];
        for (var i = 0; i < options.Length; i++)
            if ((asksForPayment || i > 0) && result.GetValue(options[i]) is { } text && !TryDate(text, out dates[i]))
                return $"{options[i].Name}: '{Shown.Text(text)}' is not allowed; expected a day such as 2025-03-15";
        request = new ResidentRequest(
            result.GetValue(_region)!, result.GetValue(_year), result.GetValue(_revision), ReadProfile(result, circumstance),
                new ResidentDates(dates[0], dates[1], dates[2], dates[3]));
        return null;
    }

    private Profile ReadProfile(ParseResult result, Circumstance circumstance) => new()
    {
        Tier = result.GetValue(_tier)!,
        Identities = [.. result.GetValue(_identities)!],
        Circumstance = circumstance,
        UniversityStudent = result.GetValue(_flags["student"]),
        GapYears = result.GetValue(_gapYears),
        ContinuousYears = result.GetValue(_continuousYears),
        ZeroClaimLastYear = result.GetValue(_flags["zero-claim"]),
        AlreadyPaidNormally = result.GetValue(_flags["already-paid"]),
        EmployeeInsured = result.GetValue(_flags["employee-insured"]),
        InsuredElsewhere = result.GetValue(_flags["insured-elsewhere"]),
        IndependentEnrolment = result.GetValue(_independent),
        GuardianPaid = result.GetValue(_guardianPaid),
        EnrolledOutsideHukou = result.GetValue(_flags["outside-hukou"]),
        AssistedThere = result.GetValue(_flags["assisted-there"]),
        Addons = [.. result.GetValue(_addons)!],
    };

    private static bool TryDate(string text, out uint date)
    {
        date = 0;
        if (!DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return false;
        date = WireDate.Format(day);
        return true;
    }
}
