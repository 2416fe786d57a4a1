using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.Recalculation.Settlement;

namespace Canbao.Cli.Rendering;

/// <summary>Who is asked about, in one line: everything that was given.</summary>
internal static class ProfileText
{
    public static string Of(Policy policy, Profile profile) => string.Join(" · ", Parts(policy, profile));

    private static IEnumerable<string> Parts(Policy policy, Profile profile)
    {
        yield return $"{policy.StandardOf(profile.Tier)!.Name.Zh} {profile.Tier}";
        foreach (var identity in profile.Identities.ToArray()) yield return QuoteText.IdentityName(policy, identity);
        if (profile.Circumstance != Circumstance.None) yield return CodeText.Zh(profile.Circumstance);
        if (profile.UniversityStudent) yield return "在校大学生";
        if (profile.GapYears > 0) yield return $"断保{profile.GapYears}年";
        if (profile.ContinuousYears > 0) yield return $"连续参保{profile.ContinuousYears}年";
        if (profile.ZeroClaimLastYear) yield return "上年零报销";
        if (profile.AlreadyPaidNormally) yield return "已正常缴费";
        if (profile.EmployeeInsured) yield return "已参加职工医保";
        if (profile.InsuredElsewhere) yield return "已在异地参加居民医保";
        if (profile.IndependentEnrolment is { } independent) yield return independent ? "独立参保" : "不独立参保";
        if (profile.GuardianPaid is { } paid) yield return paid ? "监护人已缴费" : "监护人未缴费";
        if (profile.EnrolledOutsideHukou) yield return "在户籍地以外参保";
        if (profile.AssistedThere) yield return "已享受参保地资助";
    }
}
