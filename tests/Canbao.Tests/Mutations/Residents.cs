using System.Globalization;
using Canbao.Documents;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;

namespace Canbao.Tests.Mutations;

/// <summary>
/// The residents for whom a corruption is tried before it is called harmless: every critical day of both documents and the days beside
/// it, every identity and pair of identities, every circumstance.
/// </summary>
internal static class Residents
{
    private static readonly int[] DaysBefore = [0, 30, 89, 90, 91];

    /// <summary>The first resident whom the two policies answer differently; null if there is none.</summary>
    public static (Profile Profile, Situation Situation)? ToldApart(Policy good, Policy wrong, Corruption corruption)
    {
        foreach (var (profile, situation) in Of(good, corruption))
        {
            if (InputCheck.Profile(good, profile).Count > 0 || InputCheck.Dates(situation).Count > 0) continue;
            if (InputCheck.Profile(wrong, profile).Count > 0) return (profile, situation);
            if (Interpreter.Quote(good, profile, situation) != Interpreter.Quote(wrong, profile, situation)) return (profile, situation);
        }
        return null;
    }

    /// <summary>A corruption inside a circumstance changes nobody else; any other one is not about the dates of persons.</summary>
    private static IEnumerable<(Profile Profile, Situation Situation)> Of(Policy policy, Corruption corruption)
    {
        if (corruption.Place.Pattern.Split('/') is ["circumstances", var name, ..] && SnakeCase.TryParse<Circumstance>(name, out var only))
            return InCircumstance(policy, only, CriticalDays(corruption, $"circumstances/{name}/"), EndsOfLimitedMonths(policy));
        var days = policy.Windows.SelectMany(w => new[] { w.From, w.To }).Append(policy.CollectionTo.AddDays(1)).ToArray();
        var identities = corruption.Place.Pattern.Split('/')[0] is "assistance" or "catastrophic" or "readings" or "standards" ? Identities(policy) : [];
        return identities.Concat(Situations(policy))
            .Concat(Enum.GetValues<Circumstance>().SelectMany(c => InCircumstance(policy, c, [], days)));
    }

    private static IEnumerable<(Profile, Situation)> Identities(Policy policy) =>
        from tier in policy.Standards.Select(s => s.Tier)
        from first in KnownCodes.Bundled.Identities
        from second in KnownCodes.Bundled.Identities
        where string.CompareOrdinal(first, second) <= 0 && policy.GrantFor(first) is not null
        from day in (DateOnly[])[policy.CollectionFrom, policy.CollectionTo.AddDays(-100)]
        from student in policy.Standards[0].StudentFen is null ? (bool[])[false] : [false, true]
        select (new Profile { Tier = tier, Identities = first == second ? [first] : [first, second], UniversityStudent = student }, new Situation(day));

    /// <summary>Everything else that a profile can say, on a day of each window.</summary>
    private static IEnumerable<(Profile, Situation)> Situations(Policy policy)
    {
        var plain = new Profile { Tier = policy.Standards[0].Tier, Identities = ["subsistence_allowance"] };
        Profile[] profiles =
        [
            plain, plain with { AlreadyPaidNormally = true }, plain with { AssistedThere = true }, plain with { EnrolledOutsideHukou = true },
            plain with { EmployeeInsured = true }, plain with { InsuredElsewhere = true }, plain with { EmployeeInsured = true, InsuredElsewhere = true },
            plain with { AssistedThere = true, EnrolledOutsideHukou = true }, plain with { ContinuousYears = 5 }, plain with { ZeroClaimLastYear = true },
            plain with { Identities = [], ContinuousYears = 5 }, plain with { Identities = [], ZeroClaimLastYear = true }, plain with { GapYears = 2 },
            plain with { Addons = [.. policy.Addons.Select(a => a.Code).Take(2)] }, plain with { Addons = ["huimin_commercial"] },
        ];
        return from profile in profiles
               from window in policy.Windows
               from day in (DateOnly[])[window.From, window.To]
               from recognised in (DateOnly?[])[null, day.AddDays(1), day.AddDays(-1)]
               select (profile, new Situation(day, null, null, recognised));
    }

    private static IEnumerable<(Profile, Situation)> InCircumstance(
        Policy policy, Circumstance circumstance, DateOnly[] days, IEnumerable<DateOnly> furtherPayments)
    {
        var flags = circumstance == Circumstance.Newborn && policy.Continuity is not null ? (bool?[])[null, true, false] : [null];
        ValueList<string>[] held = circumstance == Circumstance.ObjectiveReason ? [[], ["orphan"], ["returned_to_poverty"]] : [[], ["orphan"]];
        return from independent in flags
               from guardian in independent == true ? [null] : flags
               from gap in policy.Continuity is null ? (int[])[0] : [0, 1]
               from identities in held
               where gap == 0 || identities.Count == 0 || circumstance == Circumstance.ObjectiveReason
               let profile = new Profile
               {
                   Tier = policy.Standards[0].Tier, Circumstance = circumstance, GapYears = gap, Identities = identities,
                   IndependentEnrolment = independent, GuardianPaid = guardian,
               }
               from day in days.Concat(furtherPayments).Distinct()
               where day >= policy.CollectionFrom.AddDays(-1) && day <= policy.CollectionTo.AddDays(1)
               from personal in circumstance == Circumstance.None ? [null] : PersonalDays(days, day)
               select (profile, new Situation(day, personal, personal));
    }

    private static IEnumerable<DateOnly?> PersonalDays(DateOnly[] days, DateOnly payment) =>
        days.Where(d => d <= payment).Concat(DaysBefore.Select(n => payment.AddDays(-n))).Distinct().Select(d => (DateOnly?)d).Prepend(null);

    /// <summary>Every day that the circumstance and the windows name in the good or in the wrong document, and the days beside it.</summary>
    private static DateOnly[] CriticalDays(Corruption corruption, string circumstance)
    {
        var named = from root in (DocumentNode[])[corruption.Document, corruption.Place.Above().Last().Node]
                    from place in new Place(root, "", 0, null).All()
                    where place.Scalar is not null && (place.Pattern.StartsWith("windows", StringComparison.Ordinal)
                        || place.Pattern.StartsWith(circumstance, StringComparison.Ordinal))
                    let day = Day(place.Scalar!.Text)
                    where day is not null
                    select day.Value;
        return [.. named.Distinct().SelectMany(d => new[] { d.AddDays(-1), d, d.AddDays(1) }).Distinct().Order()];
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The last payable day of every month and the day after it, where a policy limits the days of the month.</summary>
    private static IEnumerable<DateOnly> EndsOfLimitedMonths(Policy policy) =>
        from window in policy.Windows
        where window.PayableDays is not null
        from month in Enumerable.Range(0, 16)
        let last = policy.CollectionFrom.AddMonths(month).AddDays(window.PayableDays!.Value.To - policy.CollectionFrom.Day)
        from day in (DateOnly[])[last, last.AddDays(1)]
        select day;
}
