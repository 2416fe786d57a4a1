using Canbao.Engine;
using Canbao.Policies;

namespace Canbao.Tests.Engine;

public class PlanCacheTests
{
    private static readonly DateOnly Day = new(2024, 11, 20);

    [Fact]
    public void Plan_IsKeptFromTheSecondSight()
    {
        using var plans = new PlanCache();
        var profile = new Profile { Tier = "tier1" };
        Assert.Equal(0, plans.Count);
        var first = plans.PlanFor(TestPolicies.Fengdu2025, profile);
        Assert.Equal(0, plans.Count);
        var second = plans.PlanFor(TestPolicies.Fengdu2025, profile with { });
        Assert.Equal(1, plans.Count);
        Assert.Same(second, plans.PlanFor(TestPolicies.Fengdu2025, profile));
        Assert.Equal(first.QuoteOn(Day), second.QuoteOn(Day));
    }

    /// <summary>Resolving alone keeps nothing: a single answer does, and a batch as many as it may.</summary>
    [Fact]
    public void Plan_IsKeptByItsFirstAnswerAfterTheSecondSight()
    {
        using var plans = new PlanCache();
        var quoter = new BatchQuoter(plans);
        BatchProfile Sight() => quoter.Resolve(TestPolicies.Book, "500230", 2025, 0, new Profile { Tier = "tier1" });
        var dates = new ResidentDates(20241120, 0, 0, 0);
        var first = Sight().AnswerTo(dates);
        var second = Sight();
        Assert.Equal(0, plans.Count);
        Assert.Equal(first, second.AnswerTo(dates));
        Assert.Equal(1, plans.Count);
        Assert.Same(second.Plan, Sight().Plan);
        Assert.Same(second.AnswerTo(dates), Sight().AnswerTo(dates));
    }

    [Fact]
    public void Cache_IsBoundedInBytes()
    {
        const long limit = 1 << 20;
        using var plans = new PlanCache(limit);
        for (var sight = 0; sight < 2; sight++)
            for (var i = 0; i < 5_000; i++)
                plans.PlanFor(TestPolicies.Fengdu2025, new Profile { Tier = "tier1", GapYears = i % 101, ContinuousYears = i / 101 }).QuoteOn(Day);
        Assert.InRange(plans.Count * (long)new Plan(TestPolicies.Fengdu2025, new Profile { Tier = "tier1" }).Bytes, 1, 2 * limit);
    }

    [Fact]
    public void Plan_AnswersDaysOutsideTheCollectionYear()
    {
        var plan = new Plan(TestPolicies.Fengdu2025, new Profile { Tier = "tier1" });
        Assert.Equal(new DateOnly(2024, 9, 14), plan.QuoteOn(new DateOnly(1999, 1, 1)).NextOpenDate);
        Assert.Null(plan.QuoteOn(new DateOnly(2099, 1, 1)).NextOpenDate);
        Assert.Equal(QuoteStatus.Closed, plan.QuoteOn(new DateOnly(2024, 9, 13)).Status);
        Assert.Equal(QuoteStatus.Open, plan.QuoteOn(new DateOnly(2024, 9, 14)).Status);
    }
}
