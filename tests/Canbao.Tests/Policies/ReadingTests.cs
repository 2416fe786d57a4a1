using Canbao.Engine;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.Server.Mapping;
using Canbao.Tests.Golden;

namespace Canbao.Tests.Policies;

/// <summary>A reading is changed in its one line, and exactly the worked cases that carry its notice change.</summary>
public class ReadingTests
{
    public static TheoryData<string, string, string[]> Changes => new()
    {
        { "counting-of-days", "start_day_not_counted",
            ["CQ25-078", "CQ25-082", "CQ25-091", "CQ25-092", "CQ25-095", "CQ25-097", "CQ25-098", "CQ25-101"] },
        { "two-waits", "continuity_always", ["CQ25-067", "CQ25-069", "CQ25-071", "CQ25-073", "CQ25-075", "CQ25-078", "CQ25-079", "CQ25-081",
            "CQ25-082", "CQ25-091", "CQ25-092", "CQ25-095", "CQ25-097", "CQ25-098", "CQ25-101", "CQ25-130"] },
        { "first-gap-year", "inside", ["CQ25-146", "CQ25-149", "CQ25-152", "CQ25-154"] },
        { "wait-counted-from", "cover_start", ["CQ25-146", "CQ25-149"] },
        { "full-cost-and-assistance", "granted", ["CQ25-097", "CQ25-098", "CQ25-101"] },
        { "amount-of-full-cost", "not_settled", ["CQ25-087", "CQ25-091", "CQ25-092", "CQ25-093", "CQ25-095", "CQ25-097", "CQ25-098", "CQ25-101"] },
        { "student-and-rate", "own_standard", ["CQ25-052", "CQ25-053"] },
        { "sixty-and-above", "excluded", ["CQ25-036"] },
        { "counting-of-years", "from_first_year", ["CQ25-163"] },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void ChangedChoice_ChangesExactlyTheCasesThatRestOnIt(string reading, string choice, string[] expected)
    {
        var changed = Changed(reading, choice);
        var cases = GoldenCase.Of("500230", 2025).ToArray();
        Assert.Equal(expected, cases.Where(c => GoldenComparison.Differences(c, Answer(changed, c)).Any()).Select(c => c.Id).ToArray());
        // Who changes in any field, also one that the case does not state, had the notice; nobody else had.
        foreach (var c in cases) AssertNoticeIffChanged(c, reading, changed);
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
    public void ReadingInWords_GoesWithTheAnswersThatItDecides(string id, string reading, bool rests)
    {
        var golden = GoldenCase.All.Single(c => c.Id == id);
        Assert.Equal(rests, Answer(TestPolicies.Fengdu2025, golden).Notices.Contains(reading));
    }

    [Fact]
    public void EveryReading_NamesItsAlternatives() => Assert.All(TestPolicies.Fengdu2025.Readings, r =>
    {
        Assert.True(r.Choices.Count >= 2 && r.Reason.Length > 0 && r.Question.Length > 0, r.Id);
    });

    private static void AssertNoticeIffChanged(GoldenCase golden, string reading, Policy changed)
    {
        var before = Answer(TestPolicies.Fengdu2025, golden);
        var after = Answer(changed, golden);
        var hasNotice = before.Notices.Contains(reading);
        before.Notices.Clear();
        after.Notices.Clear();
        // With three choices another one than this may be what makes the reading decisive.
        if (!before.Equals(after)) Assert.True(hasNotice, $"{golden.Id} changed without a notice");
        else if (changed.Readings.Single(r => r.Id == reading).Choices.Count == 2) Assert.False(hasNotice,
            $"{golden.Id} has a notice and did not change");
    }

    private static V1.Quote Answer(Policy policy, GoldenCase golden)
    {
        var request = RequestMapper.FromMessage(golden.Request());
        Assert.Null(Quoter.Check(TestPolicies.Book, request, out _, out var situation));
        return QuoteMapper.ToMessage(Interpreter.Quote(policy, request.Profile, situation));
    }

    private static Policy Changed(string reading, string choice)
    {
        var lines = TestPolicies.Fengdu2025.Document.Split('\n');
        var at = Array.FindIndex(lines, l => l == $"  - id: {reading}");
        var choose = Array.FindIndex(lines, at, l => l.StartsWith("    choose:", StringComparison.Ordinal));
        lines[choose] = $"    choose: {choice}";
        return DocumentTests.Read(string.Join('\n', lines)) ?? throw new InvalidOperationException($"{reading}: {choice} is no policy");
    }
}
