using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.Tests.Oracle;
using Canbao.Tests.Policies.Revisions;

namespace Canbao.Tests.Engine;

/// <summary>Every way to an answer gives the one of the revision that is in force on the payment date.</summary>
public class TimelineTests
{
    private const int Residents = 40;

    /// <summary>Each further revision: the day from which it governs, and the last day of its collection window.</summary>
    public static TheoryData<string> Changes { get; } =
    [
        "2025-02-10 2025-03-25",
        "2025-03-05 2025-03-25",
        "2025-03-26 2025-04-25",
        "2025-01-20 2025-01-25",
        "2025-01-28 2025-01-31",
        "2024-09-01 2025-06-25",
        "2025-12-31 2025-12-30",
        "2025-01-20 2025-01-25, 2025-04-10 2025-06-25",
        "2025-02-26 2025-02-20, 2025-02-27 2025-02-20, 2025-12-01 2025-12-20",
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public void EveryDay_EveryWayToAnAnswerAgrees(string changes)
    {
        using var revised = Of(changes);
        var book = revised.Book;
        var timeline = book.Find(Revised.Region, 2025, 0, out _)!;
        var hard = new HardResidents(Oracles.All.Single(o => o.Region == Revised.Region && o.Year == 2025).Hard, seed: 3);
        using var plans = new PlanCache();
        var crossed = 0;
        for (var i = 0; i < Residents; i++)
        {
            var (profile, situation) = i == 0 ? (new Profile { Tier = Revised.Tier }, default) : hard.Next();
            if (InputCheck.Profile(timeline, profile).Count > 0) continue;
            var resident = new TimelineResident(book, timeline, profile, situation);
            var expected = resident.Expected();
            resident.AssertUnary(plans, expected);
            resident.AssertPlan(expected);
            resident.AssertBatches(plans, expected);
            resident.AssertCalendar(expected);
            crossed += expected.Values.Count(e => e.Quote.NextOpenDate is { } next && !ReferenceEquals(timeline.On(next), e.Policy));
        }
        if (changes.StartsWith("2025-03", StringComparison.Ordinal)) Assert.True(crossed > 0, "no next open day lies behind a change");
    }

    [Theory]
    [InlineData("2025-02-10 2025-03-25", "2025-02-26", 2, "2025-03-01")]
    [InlineData("2025-02-10 2025-03-25", "2025-01-26", 1, "2025-02-01")]
    [InlineData("2025-03-05 2025-03-25", "2025-02-25", 1, null)]
    [InlineData("2025-03-05 2025-03-25", "2025-02-26", 1, "2025-03-05")]
    [InlineData("2025-03-26 2025-04-25", "2025-03-25", 1, "2025-04-01")]
    [InlineData("2025-01-20 2025-01-25", "2024-12-26", 1, "2025-01-01")]
    [InlineData("2025-01-28 2025-01-31", "2025-01-26", 1, null)]
    [InlineData("2025-01-20 2025-01-25, 2025-04-10 2025-06-25", "2025-01-26", 2, "2025-04-10")]
    [InlineData("2025-02-26 2025-02-20, 2025-02-27 2025-02-20, 2025-12-01 2025-12-20", "2025-02-26", 2, "2025-12-01")]
    [InlineData("2025-02-10 2025-03-25", "2024-08-01", 1, "2024-09-01")]
    [InlineData("2025-02-10 2025-03-25", "2026-02-01", 2, null)]
    public void NextOpenDate_AcrossAChange(string changes, string payment, int revision, string? next)
    {
        using var revised = Of(changes);
        var (policy, quote) = TimelineInterpreter.Quote(revised.Timeline(), new Profile { Tier = Revised.Tier }, new Situation(DateOnly.Parse(payment, null)));
        Assert.Equal((revision, next), (policy.Revision, quote.NextOpenDate?.ToString("yyyy-MM-dd", null)));
    }

    /// <summary>A revision that was asked for by its number knows no other.</summary>
    [Fact]
    public void PinnedRevision_AnswersAloneOnEveryDay()
    {
        using var revised = Of("2025-03-05 2025-03-25");
        var book = revised.Book;
        using var plans = new PlanCache();
        var profile = new Profile { Tier = Revised.Tier };
        foreach (var pinned in book.Find(Revised.Region, 2025, 0, out _)!.Revisions)
            for (var day = TimelineResident.FirstDay; day <= TimelineResident.LastDay; day = day.AddDays(1))
            {
                var request = new ResidentRequest(Revised.Region, 2025, pinned.Revision, profile, new ResidentDates(WireDate.Format(day), 0, 0, 0));
                var answer = new BatchQuoter(plans).Quote(book, request);
                Assert.Same(pinned, answer.Policy);
                Assert.Equal(Interpreter.Quote(pinned, profile, new Situation(day)), answer.Quote);
            }
        Assert.Same(book.Find(Revised.Region, 2025, 1, out _), book.Find(Revised.Region, 2025, 1, out _));
    }

    [Fact]
    public void OneRevision_HasOneTimelineHoweverItIsAskedFor()
    {
        Assert.Same(TestPolicies.Book.Find("500230", 2025, 0, out _), TestPolicies.Book.Find("500230", 2025, 1, out _));
        Assert.Same(TestPolicies.Fengdu2025.Alone, TestPolicies.Book.Find("500230", 2025, 0, out _));
    }

    [Fact]
    public void Find_OfAPolicyIsTheNewest()
    {
        using var revised = Of("2025-02-10 2025-03-25, 2025-04-10 2025-06-25");
        Assert.Equal(3, revised.Book.FindPolicy(Revised.Region, 2025, 0, out _)!.Revision);
        Assert.Equal(2, revised.Book.FindPolicy(Revised.Region, 2025, 2, out _)!.Revision);
        Assert.Null(revised.Book.FindPolicy(Revised.Region, 2025, 4, out var problem));
        Assert.Contains("it has 1, 2, 3", problem.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RefusesWhatIsNoTimeline()
    {
        Assert.Throws<ArgumentException>(() => Timeline.Of([]));
        Assert.Throws<ArgumentException>(() => Timeline.Of(TestPolicies.Book.Policies));
    }

    private static Revised Of(string changes)
    {
        var revised = new Revised();
        var revision = 2;
        foreach (var change in changes.Split(", "))
            revised.With(revision++, DateOnly.Parse(change.Split(' ')[0], null), DateOnly.Parse(change.Split(' ')[1], null));
        return revised;
    }
}
