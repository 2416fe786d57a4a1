using System.Collections.Concurrent;

namespace Canbao.Policies;

/// <summary>The subjects that a notice may leave open, in the order in which a quote lists them.</summary>
public static class Subjects
{
    private static readonly ConcurrentDictionary<uint, ValueList<string>> Combinations = [];

    public const string
        FeeYuan = "fee_yuan",
        AssistanceYuan = "assistance_yuan",
        AssistanceFund = "assistance_fund",
        SpecialPaymentAvailable = "special_payment_available",
        IdentityChangeAfterPayment = "identity_change_after_payment",
        LatePaymentRule = "late_payment_rule",
        NewbornRule = "newborn_rule",
        Waiting = "waiting",
        ExtraWaitPerGapYear = "extra_wait_per_gap_year",
        BenefitStart = "benefit_start",
        BenefitEnd = "benefit_end",
        DeductibleYuan = "deductible_yuan",
        UpliftAmount = "uplift_amount",
        Addons = "addons",
        AddonPrice = "addon_price";

    /// <summary>All subject codes.</summary>
    public static readonly ValueList<string> All =
    [
        FeeYuan, AssistanceYuan, AssistanceFund, SpecialPaymentAvailable, IdentityChangeAfterPayment, LatePaymentRule, NewbornRule,
        Waiting, ExtraWaitPerGapYear, BenefitStart, BenefitEnd, DeductibleYuan, UpliftAmount, Addons, AddonPrice,
    ];

    /// <summary>The subjects given as bits by their index. Few combinations occur, so each is made once.</summary>
    internal static ValueList<string> Of(uint subjects) => subjects == 0 ? [] : Combinations.GetOrAdd(subjects, bits =>
        [.. Enumerable.Range(0, All.Count).Where(i => (bits >> i & 1) != 0).Select(i => All[i])]);

    /// <summary>Where a subject stands in <see cref="All"/>.</summary>
    public static int IndexOf(string subject)
    {
        var index = All.AsSpan().IndexOf(subject);
        return index >= 0 ? index : throw new ArgumentOutOfRangeException(nameof(subject), subject, "not a subject code");
    }
}
