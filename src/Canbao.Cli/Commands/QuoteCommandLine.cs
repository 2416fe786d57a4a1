using System.Globalization;
using System.Text.RegularExpressions;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Cli.Commands;

/// <summary>
/// A question as the command that asks it again, to be copied into a shell. The opposite of <see cref="QuoteOptions"/>. The revision
/// is named, so that the command still asks the same policy when there is a newer one.
/// </summary>
internal static partial class QuoteCommandLine
{
    private const string Program = "./canbao quote";

    public static string Of(Policy policy, Profile profile, Situation situation) => string.Join(' ',
        [Program, .. OfPolicy(policy), .. OfDates(situation), .. OfProfile(profile)]);

    private static IEnumerable<string> OfPolicy(Policy policy) =>
        [Option("--region", policy.Region), Option("--year", policy.BenefitYear), Option("--revision", policy.Revision)];

    private static IEnumerable<string> OfDates(Situation situation) =>
    [
        Option("--date", Day(situation.PaymentDate)),
        .. Optional("--birth-date", situation.BirthDate),
        .. Optional("--event-date", situation.EventDate),
        .. Optional("--recognised-on", situation.IdentityRecognisedOn),
    ];

    private static IEnumerable<string> OfProfile(Profile profile) =>
    [
        Option("--tier", profile.Tier),
        .. profile.Identities.Select(identity => Option("--identity", identity)),
        .. If(profile.Circumstance != Circumstance.None, Option("--circumstance", SnakeCase.Of(profile.Circumstance))),
        .. If(profile.UniversityStudent, "--student"),
        .. If(profile.GapYears != 0, Option("--gap-years", profile.GapYears)),
        .. If(profile.ContinuousYears != 0, Option("--continuous-years", profile.ContinuousYears)),
        .. If(profile.ZeroClaimLastYear, "--zero-claim"),
        .. If(profile.AlreadyPaidNormally, "--already-paid"),
        .. If(profile.EmployeeInsured, "--employee-insured"),
        .. If(profile.InsuredElsewhere, "--insured-elsewhere"),
        .. Optional("--independent-enrolment", profile.IndependentEnrolment),
        .. Optional("--guardian-paid", profile.GuardianPaid),
        .. If(profile.EnrolledOutsideHukou, "--enrolled-outside-hukou"),
        .. If(profile.AssistedThere, "--assisted-there"),
        .. profile.Addons.Select(addon => Option("--addon", addon)),
    ];

    private static IEnumerable<string> If(bool holds, string option) => holds ? [option] : [];

    private static IEnumerable<string> Optional(string name, DateOnly? day) => day is { } d ? [Option(name, Day(d))] : [];

    private static IEnumerable<string> Optional(string name, bool? flag) => flag is { } value ? [Option(name, value ? "true" : "false")] : [];

    private static string Option(string name, long number) => Option(name, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A value is never taken for an option, nor read by the shell.</summary>
    private static string Option(string name, string value) => value switch
    {
        "" => $"{name} ''",
        _ when NeedsNoQuotes().IsMatch(value) => $"{name} {value}",
        _ => $"{name}='{value.Replace("'", @"'\''", StringComparison.Ordinal)}'",
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]*\z")]
    private static partial Regex NeedsNoQuotes();
}
