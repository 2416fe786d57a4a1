using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.Tests.Oracle;

namespace Canbao.Tests.Policies;

/// <summary>A calendar says of every day what a quote says.</summary>
public class CalendarTests
{
    private const int Residents = 60;

    public static TheoryData<string> Policies => [.. TestPolicies.Book.Policies.Select(p => p.ToString())];

    [Theory]
    [MemberData(nameof(Policies))]
    public void EveryDay_IsTheQuoteOfThatDay(string name)
    {
        var policy = TestPolicies.Named(name);
        var hard = new HardResidents(Oracles.All.Single(o => o.Region == policy.Region && o.Year == policy.BenefitYear).Hard, seed: 5);
        var runs = 0;
        for (var i = 0; i < Residents; i++)
        {
            var (profile, situation) = hard.Next();
            var (from, to) = Calendar.Days(policy, situation);
            if (from > to) continue;
            var calendar = Calendar.Of(policy, profile, situation);
            AssertWithoutGap(calendar.Segments, from, to);
            foreach (var segment in calendar.Segments) AssertEveryDay(policy, profile, situation, segment);
            runs += calendar.Segments.Count;
        }
        Assert.True(runs > Residents, "no breakpoint was seen");
    }

    [Fact]
    public void Segments_OfAnOrdinaryResident()
    {
        var calendar = Calendar.Of(TestPolicies.Fengdu2025, new Profile { Tier = "tier1" }, default);
        Assert.Equal(
        [
            (20240914, 20241231, QuoteStatus.Open), (20250101, 20250228, QuoteStatus.OpenLate), (20250301, 20250630, QuoteStatus.OpenLate),
            (20250701, 20250930, QuoteStatus.OpenFullCost), (20251001, 20251231, QuoteStatus.Closed),
        ], calendar.Segments.Select(s => ((int)WireDate.Format(s.From), (int)WireDate.Format(s.To), s.First.Status)));
        Assert.Equal((new DateOnly(2025, 2, 1), new DateOnly(2025, 3, 1)), (calendar.Segments[1].First.BenefitStart, calendar.Segments[1].Last.BenefitStart));
    }

    /// <summary>Two segments beside each other differ, or they would be one.</summary>
    private static void AssertWithoutGap(ValueList<CalendarSegment> segments, DateOnly from, DateOnly to)
    {
        Assert.Equal((from, to), (segments[0].From, segments[^1].To));
        for (var i = 1; i < segments.Count; i++)
        {
            Assert.Equal(segments[i - 1].To.AddDays(1), segments[i].From);
            Assert.False(IsSame(segments[i - 1].Last, segments[i].First), $"no breakpoint on {segments[i].From}");
        }
    }

    private static void AssertEveryDay(Policy policy, Profile profile, Situation situation, CalendarSegment segment)
    {
        for (var day = segment.From; day <= segment.To; day = day.AddDays(1))
        {
            var quote = Interpreter.Quote(policy, profile, situation with { PaymentDate = day });
            Assert.True(IsSame(quote, segment.First), $"{profile} {situation} on {day}");
            if (day == segment.From) Assert.Equal(quote, segment.First);
            if (day == segment.To) Assert.Equal(quote, segment.Last);
        }
    }

    private static bool IsSame(Quote one, Quote other) => one.BenefitStart.HasValue == other.BenefitStart.HasValue
        && (one with { BenefitStart = null }) == (other with { BenefitStart = null });
}
