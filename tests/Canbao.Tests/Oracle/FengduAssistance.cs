using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>Section 5 of the notice: who is assisted with how much (yuan), and who recognises them.</summary>
internal static class FengduAssistance
{
    private const string Agriculture = "agriculture_rural_affairs", CivilAffairs = "civil_affairs_or_disabled_federation", Veterans = "veterans_affairs";

    /// <summary>In the order of the notice; an amount that it does not state is null.</summary>
    private static readonly Grant[] Grants =
    [
        new("returned_to_poverty", Agriculture, 280, 400),
        new("unstable_poverty_alleviated", Agriculture, 280, 400),
        new("marginal_poverty_prone", Agriculture, 280, 400),
        new("sudden_severe_difficulty", Agriculture, 280, 400),
        new("stable_poverty_alleviated", Agriculture, 15, 15),
        // 特困人员 are those of the country and those of the town.
        new("extreme_poverty_support", CivilAffairs, 400, 400),
        new("rural_extreme_poverty_support", CivilAffairs, 400, 400),
        new("urban_extreme_poverty_support", CivilAffairs, 400, 400),
        new("orphan", CivilAffairs, 400, 400),
        new("de_facto_unattended_child", CivilAffairs, 400, 400),
        new("subsistence_allowance", CivilAffairs, 360, 400),
        new("low_income_marginal_family", CivilAffairs, 280, 400),
        new("severe_disability", CivilAffairs, 280, 400),
        new("civil_affairs_registered_other", CivilAffairs, 280, 400),
        new("illness_poverty_seriously_ill", CivilAffairs, 280, 400),
        new("key_entitled_group", Veterans, 400, 400),
        new("old_demobilised_soldier", Veterans, null, 775),
        new("deceased_soldier_family", Veterans, null, 775),
        new("duty_deceased_soldier_family", Veterans, null, 775),
        new("martyr_family", Veterans, null, 775),
        new("martyr_child_60_plus", Veterans, null, 775),
    ];

    /// <summary>The highest amount counts, never more than the standard (就高).</summary>
    public static Help Highest(Profile profile, Situation situation, int standard)
    {
        var best = 0;
        var identities = new List<Match>();
        var amountMissing = false;
        foreach (var grant in Grants)
        {
            if (!Counts(grant.Identity, profile, situation)) continue;
            var stated = profile.Tier == "tier1" ? grant.Tier1 : grant.Tier2;
            if (stated is not { } yuan)
            {
                amountMissing = true;
                continue;
            }
            var amount = Math.Min(yuan, standard);
            if (amount > best) identities.Clear();
            if (amount >= best) identities.Add(new Match(grant.Identity, grant.Department));
            best = Math.Max(best, amount);
        }
        return new Help(best, identities, amountMissing && best < standard);
    }

    private static bool Counts(string identity, Profile profile, Situation situation)
    {
        if (!profile.Identities.Contains(identity)) return false;
        if (situation.IdentityRecognisedOn > situation.PaymentDate) return false;
        if (identity == "key_entitled_group" && profile.Identities.Contains("disabled_soldier_1_6")) return false;
        if (identity == "martyr_child_60_plus" && situation.BirthDate is { } birth) return IsSixty(birth, situation.PaymentDate);
        return true;
    }

    /// <summary>The sixtieth birthday itself counts. A birthday of 29 February falls on one, since 60 years later is a leap year too.</summary>
    private static bool IsSixty(DateOnly birth, DateOnly day)
    {
        var age = day.Year - birth.Year;
        var birthdayIsAhead = day.Month < birth.Month || (day.Month == birth.Month && day.Day < birth.Day);
        return (birthdayIsAhead ? age - 1 : age) >= 60;
    }

    private sealed record Grant(string Identity, string Department, int? Tier1, int? Tier2);
}

/// <summary>
/// The assistance in yuan and the identities that grant it. Unsettled: an identity is named without an amount, and no other one
/// covers the whole fee.
/// </summary>
internal sealed record Help(int Yuan, IReadOnlyList<Match> Identities, bool Unsettled);
