using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.Tests.Golden;
using Canbao.Tests.Oracle;

namespace Canbao.Tests.Policies;

/// <summary>A reading is changed in its one line, and exactly the answers that carry its notice change.</summary>
public class ReadingTests
{
    private const int HardCount = 4_000;

    /// <summary>The worked cases that another choice changes in a field that they state.</summary>
    public static TheoryData<string, string, string, string[]> Changes => new()
    {
        { "140405/2025@1", "disability-and-other-grants", "ordinary", ["TL25-053", "TL25-054"] },
        { "140405/2025@1", "zero-row-counts-as-assisted", "listed_for_other_fund", ["TL25-055"] },
        { "140405/2024@1", "disability-and-other-grants", "last_resort", ["TL24-052"] },
        { "430422/2025@1", "counting-of-days", "start_day_not_counted",
            ["HN25-049", "HN25-050", "HN25-052", "HN25-053", "HN25-054", "HN25-063"] },
        { "430422/2025@1", "counting-of-days", "start_day_counted", ["HN25-061"] },
        { "430422/2025@1", "wait-counted-from", "cover_start", ["HN25-074"] },
        { "430422/2025@1", "assistance-on-special-payments", "none", ["HN25-036"] },
        { "430422/2025@1", "special-payments-and-gaps", "exempt_unless_broken", ["HN25-077"] },
        { "500230/2025@1", "counting-of-days", "start_day_not_counted",
            ["CQ25-078", "CQ25-082", "CQ25-091", "CQ25-092", "CQ25-095", "CQ25-097", "CQ25-098", "CQ25-101"] },
        { "500230/2025@1", "two-waits", "continuity_always", ["CQ25-067", "CQ25-069", "CQ25-071", "CQ25-073", "CQ25-075", "CQ25-078", "CQ25-079",
            "CQ25-081", "CQ25-082", "CQ25-091", "CQ25-092", "CQ25-095", "CQ25-097", "CQ25-098", "CQ25-101", "CQ25-130"] },
        { "500230/2025@1", "first-gap-year", "inside", ["CQ25-146", "CQ25-149", "CQ25-152", "CQ25-154"] },
        { "500230/2025@1", "wait-counted-from", "cover_start", ["CQ25-146", "CQ25-149"] },
        { "500230/2025@1", "full-cost-and-assistance", "granted", ["CQ25-097", "CQ25-098", "CQ25-101"] },
        { "500230/2025@1", "amount-of-full-cost", "not_settled",
            ["CQ25-087", "CQ25-091", "CQ25-092", "CQ25-093", "CQ25-095", "CQ25-097", "CQ25-098", "CQ25-101"] },
        { "500230/2025@1", "student-and-rate", "own_standard", ["CQ25-052", "CQ25-053"] },
        { "500230/2025@1", "sixty-and-above", "excluded", ["CQ25-036"] },
        { "500230/2025@1", "counting-of-years", "from_first_year", ["CQ25-163"] },
    };

    /// <summary>Every other choice of every reading that is one line, in every policy.</summary>
    public static TheoryData<string, string, string> Alternatives
    {
        get
        {
            var all = new TheoryData<string, string, string>();
            foreach (var policy in TestPolicies.Book.Policies)
                foreach (var reading in policy.Readings.Where(r => !r.InWords))
                    foreach (var choice in reading.Choices.Where(c => c != reading.Choice)) all.Add(policy.ToString(), reading.Id, choice.Id);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void ChangedChoice_ChangesItsWorkedCases(string policy, string reading, string choice, string[] expected)
    {
        var changed = Changed(TestPolicies.Named(policy), reading, choice);
        var cases = GoldenCase.Of(changed.Region, changed.BenefitYear);
        Assert.Equal(expected, cases.Where(c => GoldenComparison.Differences(c, Answer(changed, c)).Any()).Select(c => c.Id).ToArray());
    }

    /// <summary>
    /// Who changes in any field, also one that a worked case does not state, had the notice; nobody else had. Asked for the worked cases
    /// and for residents at the edges of the rules; and somebody must change, or the line would decide nothing.
    /// </summary>
    [Theory]
    [MemberData(nameof(Alternatives))]
    public void ChangedChoice_ChangesExactlyWhoCarriesItsNotice(string name, string reading, string choice)
    {
        var policy = TestPolicies.Named(name);
        var changed = Changed(policy, reading, choice);
        var count = 0;
        foreach (var (profile, situation) in Residents(policy))
        {
            var before = Interpreter.Quote(policy, profile, situation);
            var differs = Without(before) != Without(Interpreter.Quote(changed, profile, situation));
            var hasNotice = before.Notices.Contains(reading);
            // With three choices another one than this may be what makes the reading decisive.
            if (differs) Assert.True(hasNotice, $"{profile} {situation} changed without a notice");
            else if (changed.Readings.Single(r => r.Id == reading).Choices.Count == 2)
                Assert.False(hasNotice, $"{profile} {situation} has a notice and did not change");
            if (differs) count++;
        }
        Assert.True(count > 0, $"{reading}={choice} changes nobody");
    }

    /// <summary>A reading that is recorded in words goes with the answers that it decides, and with no others.</summary>
    [Theory]
    [InlineData("CQ25-038", "tier1-of-the-775-group", true)]
    [InlineData("CQ25-032", "tier1-of-the-775-group", false)]
    [InlineData("CQ25-132", "newborn-of-the-year-before", false)]
    [InlineData("CQ25-140", "fee-of-auto-enrolled", true)]
    [InlineData("CQ25-141", "guardian-not-paid", true)]
    [InlineData("CQ25-067", "returnees-only", true)]
    [InlineData("CQ25-001", "returnees-only", false)]
    [InlineData("TL25-080", "last-day-of-march", true)]
    [InlineData("TL25-080", "end-of-month-after-collection", false)]
    [InlineData("TL25-082", "end-of-month-after-collection", true)]
    [InlineData("TL25-083", "newborn-and-two-windows", true)]
    [InlineData("TL25-088", "end-of-month-after-collection", false)]
    [InlineData("TL25-001", "addons-one-by-one", false)]
    [InlineData("TL25-097", "addons-one-by-one", true)]
    [InlineData("HN25-035", "not-in-the-window", true)]
    [InlineData("HN25-057", "moved-in-the-year-before", true)]
    [InlineData("HN25-080", "event-of-the-year-before", true)]
    [InlineData("HN25-044", "event-of-the-year-before", false)]
    [InlineData("LZ25-006", "high-tier-group-choosing-low", true)]
    [InlineData("LZ25-003", "high-tier-group-choosing-low", false)]
    [InlineData("LZ25-020", "low-tier-grant-at-the-high-tier", true)]
    [InlineData("LZ25-019", "low-tier-grant-at-the-high-tier", false)]
    public void ReadingInWords_GoesWithTheAnswersThatItDecides(string id, string reading, bool rests)
    {
        var golden = GoldenCase.All.Single(c => c.Id == id);
        Assert.Equal(rests, Answer(TestPolicies.Book.FindPolicy(golden.Region, golden.Year, 0, out _)!, golden).Notices.Contains(reading));
    }

    [Fact]
    public void EveryReading_NamesItsAlternatives() => Assert.All(TestPolicies.Book.Policies.SelectMany(p => p.Readings.ToArray()), r =>
    {
        Assert.True(r.Choices.Count >= 2 && r.Reason.Length > 0 && r.Question.Length > 0, r.Id);
        // English may quote a Chinese word; what was copied untranslated is Chinese in the main.
        Assert.All((string[])[r.QuestionEn, r.ReasonEn, .. r.Choices.Select(c => c.TextEn)], text =>
            Assert.True(text.Any(char.IsAsciiLetter) && text.Count(c => c > '\u2E80') * 3 < text.Length, text));
    });

    private static Quote Without(Quote quote) => quote with { Notices = [] };

    private static IEnumerable<(Profile Profile, Situation Situation)> Residents(Policy policy)
    {
        foreach (var golden in GoldenCase.Of(policy.Region, policy.BenefitYear)) yield return Read(golden);
        var hard = new HardResidents(Oracles.All.Single(o => o.Region == policy.Region && o.Year == policy.BenefitYear).Hard, seed: 71);
        for (var i = 0; i < HardCount; i++) yield return hard.Next();
    }

    private static V1.Quote Answer(Policy policy, GoldenCase golden)
    {
        var (profile, situation) = Read(golden);
        return QuoteMapper.ToMessage(Interpreter.Quote(policy, profile, situation));
    }

    private static (Profile Profile, Situation Situation) Read(GoldenCase golden)
    {
        var request = RequestMapper.FromMessage(golden.Request());
        Assert.Null(Quoter.Check(TestPolicies.Book, request, out _, out var situation));
        return (request.Profile, situation);
    }

    private static Policy Changed(Policy policy, string reading, string choice)
    {
        var lines = policy.Document.Split('\n');
        var at = Array.FindIndex(lines, l => l == $"  - id: {reading}");
        var choose = Array.FindIndex(lines, at, l => l.StartsWith("    choose:", StringComparison.Ordinal));
        lines[choose] = $"    choose: {choice}";
        return DocumentTests.Read(string.Join('\n', lines)) ?? throw new InvalidOperationException($"{reading}: {choice} is no policy");
    }
}
