using Canbao.Engine;
using Canbao.Generation;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Tests.Policies.Revisions;

namespace Canbao.Tests.Engine;

/// <summary>A plan gives an answer to days that nobody has interpreted, between two that were. It must be the interpreter's on every day.</summary>
public class PlanStretchTests
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
        var notInterpreted = 0;
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
            notInterpreted += days.Count(plan.Knows) - asked.Length;
            foreach (var day in days)
            {
                var (policy, quote) = TimelineInterpreter.Quote(timeline, resident.Profile, new Situation(day));
                var answer = plan.AnswerOn(day);
                Assert.Same(policy, answer.Policy);
                Assert.Equal(quote, answer.Quote);
            }
        }
        Assert.True(notInterpreted > Profiles * 60, $"only {notInterpreted} days were filled");
    }
}
