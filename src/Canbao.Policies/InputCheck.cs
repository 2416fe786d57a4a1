using Canbao.Policies.Model;

namespace Canbao.Policies;

/// <summary>Whether a resident can be answered under a policy at all. Reports every problem, never only the first.</summary>
public static class InputCheck
{
    public const int MaxIdentities = 16, MaxAddons = 8, MaxYears = 100, MaxCodeLength = 64;

    /// <summary>
    /// Problems of the profile; they do not depend on any date: it is checked against the newest revision, whichever will answer.
    /// Add-ons that exclude each other in an earlier revision only are a problem too, because that one may be asked.
    /// </summary>
    public static ValueList<InputProblem> Profile(Timeline timeline, Profile profile)
    {
        var problems = Profile(timeline.Newest, profile);
        for (var i = timeline.Revisions.Count - 2; i >= 0; i--)
        {
            var fields = problems.Select(p => p.Field).ToHashSet();
            problems = [.. problems, .. Profile(timeline.Revisions[i], profile).Where(p => !fields.Contains(p.Field))];
        }
        return problems;
    }

    /// <summary>Problems of the profile under one revision.</summary>
    public static ValueList<InputProblem> Profile(Policy policy, Profile profile)
    {
        var problems = new List<InputProblem>();
        CheckTier(policy, profile.Tier, problems);
        CheckIdentities(policy, profile.Identities, problems);
        CheckYears("gap_years", profile.GapYears, problems);
        CheckYears("continuous_years", profile.ContinuousYears, problems);
        if (profile.GapYears > 0 && profile.ContinuousYears > 0)
            problems.Add(new(RejectCodes.YearsContradict, "continuous_years",
                $"{profile.ContinuousYears} contradicts gap_years {profile.GapYears}; one of them must be 0"));
        if (!Enum.IsDefined(profile.Circumstance))
            problems.Add(new(RejectCodes.CircumstanceUnknown, "circumstance",
                $"{(int)profile.Circumstance} is not a circumstance; allowed: 0 to {Enum.GetValues<Circumstance>().Length - 1}"));
        CheckAddons(policy, profile.Addons, problems);
        return [.. problems];
    }

    /// <summary>Problems of the dates among each other.</summary>
    public static ValueList<InputProblem> Dates(in Situation situation)
    {
        if (!(situation.BirthDate > situation.PaymentDate) && !(situation.EventDate > situation.PaymentDate)) return [];
        var problems = new List<InputProblem>();
        NotAfterPayment("birth_date", situation.BirthDate, situation.PaymentDate, problems);
        NotAfterPayment("event_date", situation.EventDate, situation.PaymentDate, problems);
        return [.. problems];
    }

    private static void CheckTier(Policy policy, string tier, List<InputProblem> problems)
    {
        if (policy.StandardOf(tier) is not null) return;
        var allowed = string.Join(", ", policy.Standards.Select(s => s.Tier));
        problems.Add(new(tier.Length == 0 ? RejectCodes.TierMissing : RejectCodes.TierUnknown, "tier", tier.Length == 0 ? $"missing; {policy} has {allowed}"
            : $"'{Shown.Text(tier)}' is not a tier of {policy}; allowed: {allowed}"));
    }

    private static void CheckIdentities(Policy policy, ValueList<string> identities, List<InputProblem> problems)
    {
        if (identities.Count > MaxIdentities) problems.Add(new(RejectCodes.TooManyIdentities, "identities",
            $"more than {MaxIdentities} identities are given; at most {MaxIdentities} are allowed"));
        for (var i = 0; i < identities.Count && i < MaxIdentities; i++)
        {
            if (policy.Codes.Identity(identities[i]) is null) problems.Add(new(RejectCodes.IdentityUnknown, $"identities[{i}]",
                $"'{Shown.Text(identities[i])}' is not an identity code; ListIdentities and canbao policies identities name them"));
            else if (identities.AsSpan(0, i).Contains(identities[i])) problems.Add(new(RejectCodes.IdentityTwice, $"identities[{i}]",
                $"'{Shown.Text(identities[i])}' is given twice"));
        }
    }

    private static void CheckYears(string field, long years, List<InputProblem> problems)
    {
        if (years is < 0 or > MaxYears) problems.Add(new(RejectCodes.YearsOutOfRange, field, $"{years} is not allowed; expected 0 to {MaxYears}"));
    }

    private static void CheckAddons(Policy policy, ValueList<string> addons, List<InputProblem> problems)
    {
        if (addons.Count > MaxAddons) problems.Add(new(RejectCodes.TooManyAddons, "addons", $"{addons.Count} add-ons; at most {MaxAddons} are allowed"));
        for (var i = 0; i < addons.Count && i < MaxAddons; i++)
        {
            var code = addons[i];
            if (!IsCode(code)) problems.Add(new(RejectCodes.AddonMalformed, $"addons[{i}]",
                $"'{Shown.Text(code)}' is not a code; expected 1 to {MaxCodeLength} letters, digits or underscores"));
            else if (addons.AsSpan(0, i).Contains(code)) problems.Add(new(RejectCodes.AddonTwice, $"addons[{i}]",
                $"'{Shown.Text(code)}' is given twice"));
            else if (policy.Addons.FirstOrDefault(a => a.Code == code)?.Excludes.FirstOrDefault(addons.Contains) is { } other)
                problems.Add(new(RejectCodes.AddonsExclusive, $"addons[{i}]", $"'{Shown.Text(code)}' cannot be taken together with '{Shown.Text(other)}'"));
        }
    }

    private static bool IsCode(string code) => code.Length is > 0 and <= MaxCodeLength && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static void NotAfterPayment(string field, DateOnly? date, DateOnly payment, List<InputProblem> problems)
    {
        if (date > payment) problems.Add(new(RejectCodes.DateAfterPayment, field,
            $"{WireDate.Format(date.Value)} is after the payment date {WireDate.Format(payment)}"));
    }
}
