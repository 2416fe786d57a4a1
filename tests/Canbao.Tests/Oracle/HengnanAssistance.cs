using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>Section 2 (4) of the notice: who is assisted, and who of those that missed the window may still pay.</summary>
internal static class HengnanAssistance
{
    /// <summary>The fund is not named, nor a department for each group.</summary>
    private const string Fund = "not_specified";

    private static readonly Grant[] Grants =
    [
        new(400, Fund, null, "extreme_poverty_support", "rural_extreme_poverty_support", "urban_extreme_poverty_support",
            "severe_disability", "orphan", "de_facto_unattended_child"),
        // 监测对象: 脱贫不稳定户、边缘易致贫户、突发严重困难户
        new(200, Fund, null, "subsistence_allowance", "poverty_monitoring_object", "unstable_poverty_alleviated", "marginal_poverty_prone",
            "sudden_severe_difficulty", "low_income_marginal_family"),
    ];

    /// <summary>在集中参保缴费期内相关部门动态新增的困难对象享受参保资助政策.</summary>
    public static Granted Help(Profile profile, Situation situation)
    {
        if (!IsRecognised(situation) || RecognisedTooLate(situation)) return Granted.Nothing;
        // 在异地参加居民医保且未享受当地参保资助政策的
        return profile.AssistedThere ? Granted.Nothing : Granted.Highest(Grants, profile, 400);
    }

    /// <summary>Whether assistance is due this year to who has not been assisted elsewhere, from the day of the recognition on.</summary>
    public static bool IsEntitled(Profile profile, Situation situation) =>
        !RecognisedTooLate(situation) && !profile.AssistedThere && Grants.Any(g => g.Identities.Any(profile.Identities.Contains));

    /// <summary>在集中参保缴费期外相关部门动态新增的困难对象，纳入下一年度参保缴费的资助范围.</summary>
    public static int? DeferredTo(Profile profile, Situation situation) =>
        RecognisedTooLate(situation) && Grants.Any(g => g.Identities.Any(profile.Identities.Contains)) ? 2026 : null;

    /// <summary>Those for whom a verified objective reason opens the rest of the year: the assisted ones and 稳定脱贫人口.</summary>
    public static bool IsNeedy(Profile profile, Situation situation) =>
        IsRecognised(situation) && (profile.Identities.Contains("stable_poverty_alleviated") || Grants.Any(g => g.Identities.Any(profile.Identities.Contains)));

    private static bool IsRecognised(Situation situation) => !(situation.IdentityRecognisedOn > situation.PaymentDate);

    private static bool RecognisedTooLate(Situation situation) => situation.IdentityRecognisedOn > HengnanOracle.LastDay;
}
