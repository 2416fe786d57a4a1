using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;

namespace Canbao.Tests.Policies.Revisions;

/// <summary>A next open day that a later revision governs rests on that one's readings.</summary>
public class LaterReadingTests
{
    private const string Reading = "counting-of-days";

    private const string MovedIn = """
          moved_in:
            - id: moved_in_late
              when: {days_since_event_at_most: {days: 90, counted: {reading: counting-of-days}}, paid_from: 2025-01-28}
              status: open_special
              price: individual_standard
              assistance: granted
              cover: {starts: unspecified, wait: unspecified, ends: unspecified}
              section: 一
              quote: 新迁入户口自2025年1月28日起90日内可办理
        """;

    private const string Question = """
          - id: counting-of-days
            question: 自迁入之日起90日，迁入当日是否计入？
            choose: start_day_not_counted
            choices:
              start_day_not_counted: 不计入
              start_day_counted: 计入
            reason: 通知未写明
            section: 一
            en: {question: Does the day itself count?, choices: {start_day_not_counted: no, start_day_counted: yes}, reason: not stated}
        """;

    // The 90 days after the event end on the day from which the second revision governs.
    private static readonly Situation Situation = new(new DateOnly(2025, 1, 27), EventDate: new DateOnly(2024, 10, 30));

    private static readonly Profile Profile = new() { Tier = Revised.Tier, Circumstance = Circumstance.MovedIn };

    [Theory]
    [InlineData("start_day_not_counted", "2025-01-28", "2025-02-01")]
    [InlineData("start_day_counted", "2025-02-01", "2025-01-28")]
    public void NextOpenDate_CarriesTheReadingThatDecidesIt(string choice, string next, string otherwise)
    {
        using var revised = new Revised().With(2, Document(choice));
        var (policy, quote) = TimelineInterpreter.Quote(revised.Timeline(), Profile, Situation);
        Assert.Equal((1, DateOnly.Parse(next, null)), (policy.Revision, quote.NextOpenDate));
        Assert.Equal([Reading], quote.Notices);
        var (_, explanation) = TimelineInterpreter.Explain(revised.Timeline(), Profile, Situation);
        Assert.Equal(quote, explanation.Quote);
        var consulted = explanation.Readings.Single(r => r.Reading.Id == Reading);
        Assert.True(consulted.Decisive);
        Assert.Equal(quote with { NextOpenDate = DateOnly.Parse(otherwise, null), Notices = quote.Notices }, consulted.Alternatives.Single().Quote);
        var steps = explanation.Walk.Steps.Where(s => s.Kind == "revision").Select(s => s.En).ToArray();
        Assert.Equal(["revision 1 governs the payment date (from the beginning to 2025-01-27)", $"the next open day {next} is one of revision 2"], steps);
    }

    /// <summary>Where another day would be the next one under either choice, nothing depends on the reading.</summary>
    [Fact]
    public void NextOpenDate_DoesNotCarryAReadingThatDecidesNothing()
    {
        using var revised = new Revised().With(2, Document("start_day_not_counted"));
        foreach (var happened in (DateOnly[])[new(2024, 10, 29), new(2024, 10, 31), new(2025, 1, 2)])
        {
            var (_, quote) = TimelineInterpreter.Quote(revised.Timeline(), Profile, Situation with { EventDate = happened });
            Assert.Empty(quote.Notices);
        }
    }

    /// <summary>A reading of the first revision that moves a day which the second one governs decides nothing any more.</summary>
    [Fact]
    public void NextOpenDate_DoesNotCarryAReadingOfADayThatIsNoLongerGoverned()
    {
        using var revised = new Revised();
        revised.Write($"{Revised.Region}/2025.yaml", Revised.Edited(Document("start_day_not_counted"),
            ("revision: 2\neffective_from: 2025-01-28\nsupersedes: 1", "revision: 1")));
        Assert.Equal([Reading], Quote(revised.Timeline()).Notices);
        revised.With(2, new DateOnly(2025, 1, 28), new DateOnly(2025, 3, 25));
        Assert.Empty(Quote(revised.Timeline()).Notices);
        Assert.Equal(new DateOnly(2025, 2, 1), Quote(revised.Timeline()).NextOpenDate);

        static Quote Quote(Timeline timeline) => TimelineInterpreter.Quote(timeline, Profile, Situation).Quote;
    }

    /// <summary>Only the first revision has a rule for who moved in; the newest never asks when that was.</summary>
    [Fact]
    public void Plan_ReadsTheDatesOfEveryRevision()
    {
        using var revised = new Revised();
        revised.Write($"{Revised.Region}/2025.yaml", Revised.Edited(Document("start_day_not_counted"),
            ("revision: 2\neffective_from: 2025-01-28\nsupersedes: 1", "revision: 1")));
        var timeline = revised.With(2, new DateOnly(2025, 2, 10), new DateOnly(2025, 3, 25)).Timeline();
        var plan = new Plan(timeline, Profile);
        Assert.Equal(QuoteStatus.OpenSpecial, plan.QuoteOn(Situation with { PaymentDate = new DateOnly(2025, 1, 28) }).Status);
        Assert.Equal(["event_date"], plan.QuoteOn(new DateOnly(2025, 1, 28)).MissingFields);
    }

    private static string Document(string choice) => Revised.Edited(
        Revised.Document(2, new DateOnly(2025, 1, 28), new DateOnly(2025, 3, 25)),
        ("circumstances:\n", $"circumstances:\n{MovedIn}\n"), ("readings:\n", $"readings:\n{Question}\n"),
        ("choose: start_day_not_counted", $"choose: {choice}"));
}
