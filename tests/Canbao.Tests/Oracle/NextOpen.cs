using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>The next day on which this resident may pay, found by asking for every later day.</summary>
internal static class NextOpen
{
    public static Expected Add(Expected answer, Profile profile, Situation situation, NoticeOracle oracle)
    {
        if (answer.Status != QuoteStatus.Closed) return answer;
        // What does not pass with time: asking for the later days would find none.
        if (profile.EmployeeInsured || profile.InsuredElsewhere || profile.AlreadyPaidNormally) return answer;
        var day = situation.PaymentDate.AddDays(1);
        if (day < oracle.FirstDay) day = oracle.FirstDay;
        for (; day <= oracle.LastDay; day = day.AddDays(1))
        {
            var later = oracle.Decide(profile, situation with { PaymentDate = day });
            if (later.IsPayable) return answer with { NextOpenDate = day };
        }
        return answer;
    }
}
