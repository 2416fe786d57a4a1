using Canbao.Engine;
using Canbao.Generation;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Tests.Policies.Revisions;

namespace Canbao.Tests.Engine;

/// <summary>A plan answers on dates that nobody has interpreted. It must be the interpreter's answer on every one of them.</summary>
public class PlanRegionTests
{
    private const int Profiles = 400;

    [Fact]
    public void EveryDay_HasTheInterpretersAnswer_WhateverWasAskedBefore() => Check(TestPolicies.Book);

    [Fact]
    public void EveryDay_HasTheInterpretersAnswer_WithRevisions()
    {
        using var revised = new Revised().With(2, new DateOnly(2024, 12, 10), new DateOnly(2025, 3, 20))
            .With(3, new DateOnly(2025, 1, 28), new DateOnly(2025, 3, 25));
        Check(revised.Book);
    }

    private static void Check(PolicyBook book)
    {
        var generator = new ResidentGenerator(book.Policies, seed: 77);
        var random = new Random(5);
        var interpreted = 0L;
        for (var i = 0; i < Profiles; i++)
        {
            var resident = generator.Resident(i);
            var timeline = book.Find(resident.Policy.Region, resident.Policy.BenefitYear, 0, out _)!;
            var plan = new Plan(timeline, resident.Profile);
            var days = Enumerable.Range(0, timeline.CollectionTo.DayNumber - timeline.CollectionFrom.DayNumber + 3)
                .Select(day => timeline.CollectionFrom.AddDays(day - 1)).ToArray();
            random.Shuffle(days);
            var asked = days[..random.Next(2, 60)];
            foreach (var day in asked) plan.AnswerOn(day);
            foreach (var day in days)
            {
                var (policy, quote) = TimelineInterpreter.Quote(timeline, resident.Profile, new Situation(day));
                var answer = plan.AnswerOn(day);
                Assert.Same(policy, answer.Policy);
                Assert.Equal(quote, answer.Quote);
            }
            interpreted += plan.Pool.Interpretations;
            Assert.Equal(plan.Pool.Interpretations, plan.Regions);
        }
        // Nearly five hundred days each.
        Assert.InRange(interpreted, Profiles * 3, Profiles * 40);
    }
}
