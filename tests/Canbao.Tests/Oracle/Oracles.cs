using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>The oracle of every notice.</summary>
internal static class Oracles
{
    private static readonly ValueList<string>[] OfTunliu =
    [
        ["accident_30"], ["jinkangbao_basic_88"], ["jinkangbao_premium_128"], ["accident_30", "jinkangbao_basic_88"],
        ["jinkangbao_premium_128", "accident_30"], ["huimin_commercial"], ["no_such_product", "accident_30"],
    ];

    public static readonly NoticeOracle[] All =
    [
        Tunliu(TunliuNotice.For2024),
        Tunliu(TunliuNotice.For2025),
        new("500230", 2025, FengduCover.FirstDay)
        {
            Decide = FengduOracle.Decide,
            Hard = new(new(2025, FengduCover.FirstDay), ["tier1", "tier2"], 4, 2),
            Reachable = [.. Enum.GetValues<QuoteStatus>().Except([QuoteStatus.NoPaymentRequired])],
            Unseen = ["equal-grants=last_in_document"],
        },
        new("430422", 2025, HengnanOracle.FirstDay)
        {
            Decide = HengnanOracle.Decide,
            Hard = new(new(2025, HengnanOracle.LastDay), ["standard"], 2, 5)
            {
                Addons = [["huimin_commercial"], ["accident_30"], ["accident_30", "huimin_commercial"]],
            },
            Reachable =
            [
                QuoteStatus.Open, QuoteStatus.OpenSpecial, QuoteStatus.OpenFullCost, QuoteStatus.Closed, QuoteStatus.AlreadyPaid,
                QuoteStatus.NotEligible, QuoteStatus.Undetermined,
            ],
            Unseen = ["equal-grants=last_in_document"],
        },
        new("512022", 2025, LezhiOracle.FirstDay)
        {
            Decide = LezhiOracle.Decide,
            Hard = new(new(2025, LezhiOracle.LastDay), ["low", "high"], 1, 3),
            Reachable = [QuoteStatus.Open, QuoteStatus.Closed, QuoteStatus.NotEligible, QuoteStatus.Undetermined],
            Unseen = ["equal-grants=last_in_document"],
        },
    ];

    private static NoticeOracle Tunliu(TunliuNotice notice) => new("140405", notice.Year, notice.FirstDay)
    {
        Decide = new TunliuOracle(notice).Decide,
        Hard = new(new(notice.Year, HardDates.The25ths(notice.Year)), ["standard"], 4, 2) { Addons = OfTunliu },
        Reachable =
        [
            QuoteStatus.Open, QuoteStatus.OpenSpecial, QuoteStatus.Closed, QuoteStatus.NoPaymentRequired, QuoteStatus.AlreadyPaid,
            QuoteStatus.NotEligible, QuoteStatus.Undetermined,
        ],
        // In 2024 equal grants come from two funds.
        Unseen = notice.Year == 2024 ? [] : ["equal-grants=last_in_document"],
    };
}
