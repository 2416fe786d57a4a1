using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>The oracle of every notice.</summary>
internal static class Oracles
{
    public static readonly NoticeOracle[] All =
    [
        new("500230", 2025, FengduCover.FirstDay)
        {
            Decide = FengduOracle.Decide,
            Hard = new(new(2025, FengduCover.FirstDay), ["tier1", "tier2"], 4, 2),
            Reachable = [.. Enum.GetValues<QuoteStatus>().Except([QuoteStatus.NoPaymentRequired])],
            Unseen = ["equal-grants=last_in_document"],
        },
    ];
}
