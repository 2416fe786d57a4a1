using System.Globalization;
using System.Text.RegularExpressions;
using Canbao.Documents.Residents;
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
    [
        Option(ResidentFields.Region, policy.Region), Option(ResidentFields.BenefitYear, Digits(policy.BenefitYear)),
        Option(ResidentFields.PolicyRevision, Digits(policy.Revision)),
    ];

    private static IEnumerable<string> OfDates(Situation situation)
    {
        DateOnly?[] days = [situation.PaymentDate, situation.BirthDate, situation.EventDate, situation.IdentityRecognisedOn];
        for (var i = 0; i < days.Length; i++)
            if (days[i] is { } day) yield return Option(ResidentFields.Dates[i], day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private static IEnumerable<string> OfProfile(Profile profile) => ResidentFields.OfProfile.SelectMany(field => field switch
    {
        CodesField codes => codes.Of(profile).Select(code => Option(field.Name, code)),
        FlagField { Flag: var flag } when !flag.MayBeUnknown() => profile[flag] == true ? [field.Option] : [],
        TierField => [Option(field.Name, profile.Tier)],
        _ => field.Text(profile) is { Length: > 0 } text ? [Option(field.Name, text)] : Array.Empty<string>(),
    });

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A value is never taken for an option, nor read by the shell.</summary>
    private static string Option(string field, string value)
    {
        var option = ResidentFields.Find(field)!.Option;
        return value switch
        {
            "" => $"{option} ''",
            _ when NeedsNoQuotes().IsMatch(value) => $"{option} {value}",
            _ => $"{option}='{value.Replace("'", @"'\''", StringComparison.Ordinal)}'",
        };
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]*\z")]
    private static partial Regex NeedsNoQuotes();
}
