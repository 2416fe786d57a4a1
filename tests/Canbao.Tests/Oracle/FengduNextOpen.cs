using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>The next day on which this resident may pay, found by asking for every later day.</summary>
internal static class FengduNextOpen
{
    public static Expected Add(Expected closed, Profile profile, Situation situation)
    {
        var day = situation.PaymentDate.AddDays(1);
        if (day < FengduCover.FirstDay) day = FengduCover.FirstDay;
        for (; day <= FengduCover.LastDay; day = day.AddDays(1))
        {
            var later = FengduOracle.Decide(profile, situation with { PaymentDate = day });
            if (later.IsPayable) return closed with { NextOpenDate = day };
        }
        return closed;
    }
}
