using System.Globalization;
using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>A resident in one line: only what is given.</summary>
internal static class Described
{
    public static string Resident(Profile profile, Situation situation) =>
        string.Join(' ', Parts(profile, situation).Where(part => part.Length > 0));

    private static IEnumerable<string> Parts(Profile p, Situation s) =>
    [
        "paid=" + Day(s.PaymentDate), Day("birth", s.BirthDate), Day("event", s.EventDate), Day("recognised", s.IdentityRecognisedOn),
        p.Tier, p.Identities.Count > 0 ? $"[{p.Identities}]" : "", p.Circumstance == Circumstance.None ? "" : p.Circumstance.ToString(),
        Flag("student", p.UniversityStudent), Years("gap", p.GapYears), Years("continuous", p.ContinuousYears),
        Flag("zero_claim", p.ZeroClaimLastYear), Flag("already_paid", p.AlreadyPaidNormally), Flag("employee", p.EmployeeInsured),
        Flag("elsewhere", p.InsuredElsewhere), Choice("independent", p.IndependentEnrolment), Choice("guardian", p.GuardianPaid),
        Flag("outside_hukou", p.EnrolledOutsideHukou), Flag("assisted_there", p.AssistedThere), p.Addons.Count > 0 ? $"addons={p.Addons}" : "",
    ];

    private static string Day(DateOnly day) => WireDate.Format(day).ToString(CultureInfo.InvariantCulture);

    private static string Day(string name, DateOnly? day) => day is { } given ? $"{name}={Day(given)}" : "";

    private static string Flag(string name, bool value) => value ? name : "";

    private static string Years(string name, long years) => years > 0 ? string.Create(CultureInfo.InvariantCulture, $"{name}={years}") : "";

    private static string Choice(string name, bool? value) => value is { } given ? $"{name}={given}" : "";
}
