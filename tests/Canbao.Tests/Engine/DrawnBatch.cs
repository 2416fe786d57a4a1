using Canbao.Engine;
using Canbao.Generation;
using Canbao.Policies;
using Canbao.Policies.Interpretation;

namespace Canbao.Tests.Engine;

/// <summary>
/// A batch of generated residents of all regions and years of a book, some of them under one revision, some with profiles or dates that
/// are wrong; and what the interpreter answers each of them.
/// </summary>
internal sealed class DrawnBatch
{
    private static readonly uint[] BadDates = [0, 1, 20250230, 19000100, 22000101, uint.MaxValue];

    private readonly PolicyBook _book;
    private readonly Random _random;
    private readonly List<(string Region, long Year, long Revision, Profile Profile)> _profiles = [];
    private readonly uint[] _profileIndex, _dates, _dateIndex;
    private readonly uint[][] _personal;

    /// <param name="book">The policies.</param>
    /// <param name="seed">Decides everything.</param>
    /// <param name="residents">How many.</param>
    /// <param name="dates">How many payment dates; 1 = no index.</param>
    /// <param name="personal">Of a thousand residents, how many have personal dates.</param>
    /// <param name="bad">Of a thousand profiles and dates, how many are wrong.</param>
    public DrawnBatch(PolicyBook book, int seed, int residents, int dates, int personal, int bad)
    {
        (_book, _random) = (book, new Random(seed));
        var generator = ResidentGenerator.For(book, (ulong)seed);
        var drawn = Enumerable.Range(0, Math.Max(1, residents / 4)).Select(i => generator.Resident(i)).ToArray();
        foreach (var resident in drawn)
        {
            var policy = resident.Policy;
            var profile = Hits(bad) ? resident.Profile with { Tier = "none", GapYears = -1 } : resident.Profile;
            _profiles.Add((Hits(bad) ? "999999" : policy.Region, policy.BenefitYear, Hits(100) ? policy.Revision : 0, profile));
        }
        _profileIndex = Column(residents, () => (uint)_random.Next(_profiles.Count));
        dates = residents == 0 ? 1 : dates;
        _dates = Column(dates, () => Hits(bad) ? BadDates[_random.Next(BadDates.Length)] : Day(-20, 520));
        _dateIndex = dates == 1 ? [] : Column(residents, () => (uint)_random.Next(dates));
        // Most lie before most payment dates.
        _personal = [.. Enumerable.Range(0, 3).Select(_ => personal == 0 ? [] : Column(residents, () => Hits(personal / 2)
            ? Hits(bad) ? BadDates[_random.Next(BadDates.Length)] : Hits(500) ? Day(-200, 300) : Day(-30_000, 0)
            : 0))];
    }

    public int Residents => _profileIndex.Length;

    /// <summary>Makes a personal column say the same of all.</summary>
    public void OneForAll(int column, uint date) => _personal[column] = [date];

    public BatchRequest Resolve(BatchQuoter quoter) => new()
    {
        Profiles = _profiles.Select(p => quoter.Resolve(_book, p.Region, p.Year, p.Revision, p.Profile)).ToArray(),
        ProfileIndex = _profileIndex,
        PaymentDates = _dates,
        PaymentDateIndex = _dateIndex,
        BirthDate = _personal[0],
        EventDate = _personal[1],
        IdentityRecognisedOn = _personal[2],
    };

    /// <summary>By the interpreter alone.</summary>
    public Answer[] Expected() => [.. Enumerable.Range(0, Residents).Select(row =>
    {
        var (region, year, revision, profile) = _profiles[(int)_profileIndex[row]];
        var dates = new ResidentDates(_dates[_dateIndex.Length == 0 ? 0 : _dateIndex[row]], Personal(0, row), Personal(1, row), Personal(2, row));
        if (Quoter.Check(_book, new ResidentRequest(region, year, revision, profile, dates), out var timeline, out var situation) is { } error)
            return Answer.Of(error);
        var (policy, quote) = TimelineInterpreter.Quote(timeline!, profile, situation);
        return Answer.Of(quote, policy);
    })];

    public static void AssertEqual(Answer[] expected, BatchAnswer actual)
    {
        Assert.Equal(expected.Length, actual.AnswerIndex.Length);
        for (var i = 0; i < expected.Length; i++)
            if (!expected[i].Equals(actual[i])) Assert.Fail($"resident {i}:{Environment.NewLine}{expected[i]}{Environment.NewLine}{actual[i]}");
        Assert.Equal(actual.Distinct.Length, actual.Distinct.ToArray().ToHashSet().Count);
        var next = 0u;
        foreach (var index in actual.AnswerIndex)
        {
            Assert.True(index <= next, "an answer is not numbered by its first resident");
            if (index == next) next++;
        }
        Assert.Equal((uint)actual.Distinct.Length, next);
    }

    private uint Personal(int column, int row) => _personal[column] switch { [] => 0, [var all] => all, var each => each[row] };

    private bool Hits(int perMille) => _random.Next(1_000) < perMille;

    private uint Day(int from, int to) => WireDate.Format(new DateOnly(2024, 9, 1).AddDays(_random.Next(from, to)));

    private static uint[] Column(int length, Func<uint> value) => [.. Enumerable.Range(0, length).Select(_ => value())];
}
