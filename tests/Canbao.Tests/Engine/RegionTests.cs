using Canbao.Generation;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.Tests.Policies.Revisions;

namespace Canbao.Tests.Engine;

/// <summary>
/// A region that was recorded at one point says that the interpreter goes the same way at every other: so it must answer there as the region does, at
/// its edges above all.
/// </summary>
public sealed class RegionTests
{
    private const int Profiles = 1_500, RegionsOfProfile = 6, PointsOfRegion = 40;

    private static readonly Circumstance[] s_circumstances = Enum.GetValues<Circumstance>();

    [Fact]
    public void Regions_AnswerAsTheInterpreter() => Assert.Equal(0, Sweep(TestPolicies.Book, region => region).Wrong);

    [Fact]
    public void Regions_AnswerAsTheInterpreter_WithRevisions()
    {
        using var revised = new Revised().With(2, new DateOnly(2024, 12, 10), new DateOnly(2025, 3, 20))
            .With(3, new DateOnly(2025, 1, 28), new DateOnly(2025, 3, 25));
        Assert.Equal(0, Sweep(revised.Book, region => region).Wrong);
    }

    /// <summary>What a recorder might forget, or count wrong: the sweep must find it, or it proves nothing.</summary>
    [Theory]
    [InlineData("a line is forgotten")]
    [InlineData("a line is a day late")]
    [InlineData("the last payment day is forgotten")]
    [InlineData("the first payment day is a day early")]
    [InlineData("an edge of a birth is forgotten")]
    [InlineData("an edge of an event is a day late")]
    [InlineData("whether a recognition is late is forgotten")]
    public void WrongRegions_AreFound(string mistake)
    {
        var (points, wrong) = Sweep(TestPolicies.Book, region => Mistaken(region, mistake));
        Assert.True(wrong > 0, $"none of {points} answers was wrong although {mistake}");
    }

    private static DateRegion Mistaken(DateRegion region, string mistake)
    {
        var (low, high, bounds) = (region.Low, region.High, region.Bounds.ToArray());
        switch (mistake)
        {
            case "a line is forgotten":
                return new(low, high, bounds.Length > 0 ? bounds[1..] : []);
            case "a line is a day late":
                return new(low, high, [.. bounds.Select(DayLater)]);
            case "the last payment day is forgotten":
                high[DateSource.Payment] = int.MaxValue;
                return new(low, high, bounds);
            case "the first payment day is a day early":
                low[DateSource.Payment]--;
                return new(low, high, bounds);
            case "an edge of a birth is forgotten":
                if (low[DateSource.Birth] >= 0) (low[DateSource.Birth], high[DateSource.Birth]) = (0, int.MaxValue);
                return new(low, high, bounds);
            case "an edge of an event is a day late":
                if (high[DateSource.Event] is >= 0 and < int.MaxValue) high[DateSource.Event]++;
                return new(low, high, bounds);
            case "whether a recognition is late is forgotten":
                return new(low, high, [.. bounds.Where(b => b.Fence.Source != DateSource.Recognition)]);
            default:
                throw new ArgumentException(mistake, nameof(mistake));
        }
    }

    private static Bound DayLater(Bound bound)
    {
        var shift = bound.Fence.OfPayment;
        return bound with { Fence = bound.Fence with { OfPayment = shift with { Days = shift.Days + 1 } } };
    }

    private static (int Points, int Wrong) Sweep(PolicyBook book, Func<DateRegion, DateRegion> recorded)
    {
        var (points, wrong, random, generator) = (0, 0, new Random(3), ResidentGenerator.For(book, seed: 41));
        for (var i = 0; i < Profiles; i++)
        {
            var resident = generator.Resident(i);
            var timeline = book.Find(resident.Policy.Region, resident.Policy.BenefitYear, 0, out _)!;
            var profile = Varied(resident.Profile, book, random);
            var regions = new List<RegionAnswer>();
            for (var n = 0; n < RegionsOfProfile; n++)
            {
                var answer = TimelineInterpreter.Region(timeline, profile, Anywhere(timeline, random));
                regions.Add(answer with { Region = recorded(answer.Region) });
            }
            foreach (var region in regions)
                for (var n = 0; n < PointsOfRegion; n++)
                {
                    var point = PointNear(region.Region, timeline, random);
                    var situation = point.ToSituation();
                    if (InputCheck.Dates(situation).Count > 0) continue;
                    var (policy, quote) = TimelineInterpreter.Quote(timeline, profile, situation);
                    foreach (var other in regions)
                    {
                        if (!other.Region.Contains(point)) continue;
                        points++;
                        if (!ReferenceEquals(policy, other.Template.Policy) || quote != other.Template.QuoteFor(point)) wrong++;
                    }
                }
        }
        Assert.True(points > Profiles * 50, $"only {points} points were in a region");
        return (points, wrong);
    }

    /// <summary>Most residents have no circumstance and few fields; here every field of a rule counts.</summary>
    private static Profile Varied(Profile profile, PolicyBook book, Random random)
    {
        if (random.Next(3) == 0) return profile;
        var codes = book.Codes.Identities;
        return profile with
        {
            Circumstance = s_circumstances[random.Next(s_circumstances.Length)],
            GapYears = random.Next(2) == 0 ? 0 : random.Next(5),
            AlreadyPaidNormally = random.Next(8) == 0,
            Identities = [.. Enumerable.Range(0, random.Next(4)).Select(_ => codes[random.Next(codes.Count)].Id).Distinct()],
            GuardianPaid = random.Next(3) switch { 0 => null, 1 => true, _ => false },
            IndependentEnrolment = random.Next(3) switch { 0 => null, 1 => true, _ => false },
        };
    }

    private static Situation Anywhere(Timeline timeline, Random random)
    {
        var length = timeline.CollectionTo.DayNumber - timeline.CollectionFrom.DayNumber;
        var payment = timeline.CollectionFrom.AddDays(random.Next(-5, length + 5));
        return new(payment, Before(), Before(), random.Next(3) == 0 ? payment.AddDays(random.Next(-200, 200)) : null);

        DateOnly? Before() => random.Next(6) switch
        {
            0 or 1 => null,
            2 => payment.AddDays(-random.Next(100 * 365)),
            3 => payment.AddYears(-random.Next(100)).AddDays(-random.Next(2)),
            _ => payment.AddDays(-random.Next(400)),
        };
    }

    /// <summary>At the edges of a region and beside them, on leap days, or anywhere in it.</summary>
    private static DayNumbers PointNear(DateRegion region, Timeline timeline, Random random)
    {
        var (first, last) = (timeline.CollectionFrom.DayNumber - 40, timeline.CollectionTo.DayNumber + 40);
        var point = DayNumbers.First;
        point[DateSource.Payment] = Between(Math.Max(region.Low[DateSource.Payment], first), Math.Min(region.High[DateSource.Payment], last));
        foreach (var source in (ReadOnlySpan<DateSource>)[DateSource.Birth, DateSource.Event, DateSource.Recognition])
        {
            var (low, high) = (region.Low[source], Math.Min(region.High[source], point[DateSource.Payment] + (source == DateSource.Recognition ? 300 : 0)));
            foreach (var bound in region.Bounds)
            {
                if (bound.Fence.Source != source) continue;
                var at = bound.Fence.On(point[DateSource.Payment]);
                if (bound.Behind) low = Math.Max(low, at);
                else high = Math.Min(high, at - 1);
            }
            point[source] = Math.Max(Between(low, high), DayNumbers.NotGiven);
        }
        return point;

        int Between(int low, int high) => random.Next(8) switch
        {
            0 => low - 1,
            1 => high + 1,
            2 or 3 => low,
            4 or 5 => high,
            6 => LeapDay(low, high),
            _ => low < high ? random.Next(low, high + 1) : low,
        };

        int LeapDay(int low, int high)
        {
            if (high < 0) return high;
            var leap = new DateOnly(DateOnly.FromDayNumber(Math.Min(high, last)).Year / 4 * 4, 2, 29).DayNumber;
            return leap >= low && leap <= high ? leap : high;
        }
    }
}
