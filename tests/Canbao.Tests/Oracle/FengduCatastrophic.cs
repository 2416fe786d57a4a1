using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>Section 7 of the notice: the catastrophic insurance.</summary>
internal static class FengduCatastrophic
{
    public static ExpectedCatastrophic Cover(Profile profile)
    {
        // Held identities decide, also those recognised after the payment; without a cap nothing can raise it.
        if (IsTilted(profile)) return new ExpectedCatastrophic(939_850, 5, true);
        return new ExpectedCatastrophic(1_879_700, 0, false) { UpliftSteps = CapSteps(profile), CapUpliftZeroClaim = ZeroClaim(profile) };
    }

    /// <summary>By how much the cap rises is not stated.</summary>
    public static bool UpliftAmountIsOpen(ExpectedCatastrophic cover) => cover.CapUpliftContinuous || cover.CapUpliftZeroClaim;

    private static bool IsTilted(Profile profile) =>
        profile.Identities.Contains("extreme_poverty_support")
        || profile.Identities.Contains("rural_extreme_poverty_support")
        || profile.Identities.Contains("urban_extreme_poverty_support")
        || profile.Identities.Contains("subsistence_allowance")
        || profile.Identities.Contains("returned_to_poverty");

    /// <summary>After four full years every further one counts, the benefit year included.</summary>
    private static int CapSteps(Profile profile)
    {
        if (profile.GapYears > 0) return 0;
        return profile.ContinuousYears >= 4 ? (int)profile.ContinuousYears - 3 : 0;
    }

    /// <summary>Who was not insured in the year before has no year without a claim.</summary>
    private static bool ZeroClaim(Profile profile) => profile.ZeroClaimLastYear && profile.GapYears == 0;
}
