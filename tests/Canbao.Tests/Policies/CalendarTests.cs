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
            (20240914, 20241231, QuoteStatus.Open), (20250101, 20250131, QuoteStatus.OpenLate), (20250201, 20250228, QuoteStatus.OpenLate),
            (20250301, 20250630, QuoteStatus.OpenLate), (20250701, 20250930, QuoteStatus.OpenFullCost), (20251001, 20251231, QuoteStatus.Closed),
        ], calendar.Segments.Select(s => ((int)WireDate.Format(s.From), (int)WireDate.Format(s.To), s.First.Status)));
        var march = calendar.Segments[3];
        Assert.Equal((new DateOnly(2025, 5, 30), new DateOnly(2025, 9, 28)), (march.First.BenefitStart, march.Last.BenefitStart));
    }

    /// <summary>Cover that starts on a fixed day up to some payment and moves with later ones is two runs.</summary>
    [Fact]
    public void Segments_EndWhereTheCoverBeginsToMove()
    {
        var policy = TestPolicies.Named("430422/2025@1");
        var calendar = Calendar.Of(policy, new Profile { Tier = "standard", GapYears = 1 }, default);
        Assert.Equal((new DateOnly(2024, 10, 1), new DateOnly(2025, 1, 1)), (calendar.Segments[0].To, calendar.Segments[0].Last.BenefitStart));
        Assert.Equal((new DateOnly(2024, 11, 28), new DateOnly(2025, 2, 28)), (calendar.Segments[1].To, calendar.Segments[1].Last.BenefitStart));
    }

    [Theory]
    [InlineData("2025-02-10", null, "2025-02-10")]
    [InlineData(null, "2025-03-01", "2025-03-01")]
    [InlineData("2025-02-10", "2025-03-01", "2025-03-01")]
    [InlineData("2000-01-01", "2024-01-01", "2024-09-14")]
    [InlineData("2025-12-31", null, "2025-12-31")]
    public void Begins_WithTheBirthOrTheEvent(string? birth, string? happened, string from)
    {
        var situation = new Situation(default, birth is null ? null : DateOnly.Parse(birth, null), happened is null ? null : DateOnly.Parse(happened, null));
        var calendar = Calendar.Of(TestPolicies.Fengdu2025, new Profile { Tier = "tier1" }, situation);
        Assert.Equal((DateOnly.Parse(from, null), new DateOnly(2025, 12, 31)), (calendar.Segments[0].From, calendar.Segments[^1].To));
    }

    private static void AssertWithoutGap(ValueList<CalendarSegment> segments, DateOnly from, DateOnly to)
    {
        Assert.Equal((from, to), (segments[0].From, segments[^1].To));
        for (var i = 1; i < segments.Count; i++)
        {
            Assert.Equal(segments[i - 1].To.AddDays(1), segments[i].From);
            // Two runs of the same answers would be one.
            Assert.False(segments[i - 1].First == segments[i].First && segments[i - 1].Last == segments[i].Last, $"no breakpoint on {segments[i].From}");
        }
    }

    private static void AssertEveryDay(Policy policy, Profile profile, Situation situation, CalendarSegment segment)
    {
        for (var day = segment.From; day <= segment.To; day = day.AddDays(1))
        {
            var quote = Interpreter.Quote(policy, profile, situation with { PaymentDate = day });
            Assert.Equal(On(day, segment), quote);
        }
    }

    /// <summary>The quote of a day as a reader of the segment makes it up.</summary>
    private static Quote On(DateOnly day, CalendarSegment segment)
    {
        if (day == segment.To) return segment.Last;
        if (segment.First.BenefitStart is not { } start || segment.First.BenefitStart == segment.Last.BenefitStart) return segment.First;
        return segment.First with { BenefitStart = start.AddDays(day.DayNumber - segment.From.DayNumber) };
    }
}
