using Canbao.Engine;
using Canbao.Generation;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.Tests.Golden;

namespace Canbao.Tests.Oracle;

/// <summary>The interpreter with each policy against a second implementation, written by hand from the notice.</summary>
public class OracleTests
{
    private const int Residents = 100_000, ShownFailures = 20;

    public static TheoryData<string> Notices => [.. Oracles.All.Select(o => o.ToString())];

    [Fact]
    public void Oracle_ForEveryPolicy() =>
        Assert.Equal(TestPolicies.Book.Policies.Select(p => (p.Region, p.BenefitYear)).Order(), Oracles.All.Select(o => (o.Region, o.Year)).Order());

    [Theory]
    [MemberData(nameof(Notices))]
    public void Oracle_AllGoldenCases(string notice)
    {
        var oracle = Named(notice);
        var cases = GoldenCase.Of(oracle.Region, oracle.Year).ToArray();
        Assert.NotEmpty(cases);
        var differences = cases.SelectMany(golden => GoldenComparison.Differences(golden, ExpectedMessage.Of(Answer(oracle, golden))));
        Assert.Empty(differences);
    }

    [Theory]
    [MemberData(nameof(Notices))]
    public void Interpreter_GeneratedResidents(string notice)
    {
        var oracle = Named(notice);
        var generator = new ResidentGenerator([PolicyOf(oracle)], seed: 2025);
        AssertAgree(oracle, [], index =>
        {
            var resident = generator.Resident(index);
            return (resident.Profile, Read(resident.Dates));
        });
    }

    [Theory]
    [MemberData(nameof(Notices))]
    public void Interpreter_HardResidents(string notice)
    {
        var oracle = Named(notice);
        var residents = new HardResidents(oracle.Hard, seed: 62);
        AssertAgree(oracle, oracle.Reachable, _ => residents.Next());
    }

    /// <summary>The comparison bites: it notices every other reading that changes a quote, but for those that the oracle names.</summary>
    [Theory]
    [MemberData(nameof(Notices))]
    public void Oracle_RejectsOtherReadings(string notice)
    {
        var oracle = Named(notice);
        var residents = new HardResidents(oracle.Hard, seed: 62);
        HashSet<string> changed = [], rejected = [];
        for (var i = 0; i < 15_000; i++)
        {
            var (profile, situation) = residents.Next();
            var expected = oracle.Answer(profile, situation);
            foreach (var consulted in Interpreter.Explain(PolicyOf(oracle), profile, situation).Readings)
                foreach (var alternative in consulted.Alternatives)
                {
                    if (alternative.Quote is not { } quote) continue;
                    var name = $"{consulted.Reading.Id}={alternative.Choice.Id}";
                    changed.Add(name);
                    if (QuoteComparison.Differences(expected, quote).Count > 0) rejected.Add(name);
                }
        }
        Assert.NotEmpty(changed);
        Assert.Equal(oracle.Unseen.Order(), changed.Except(rejected).Order());
    }

    private static NoticeOracle Named(string notice) => Oracles.All.Single(o => o.ToString() == notice);

    private static Policy PolicyOf(NoticeOracle oracle) => TestPolicies.Book.FindPolicy(oracle.Region, oracle.Year, 0, out _)!;

    private static void AssertAgree(NoticeOracle oracle, QuoteStatus[] mustOccur, Func<int, (Profile Profile, Situation Situation)> resident)
    {
        var policy = PolicyOf(oracle);
        var failures = new List<string>();
        var occurred = new HashSet<QuoteStatus>();
        for (var i = 0; i < Residents && failures.Count < ShownFailures; i++)
        {
            var (profile, situation) = resident(i);
            Assert.Equal(0, InputCheck.Profile(policy, profile).Count + InputCheck.Dates(situation).Count);
            var quote = Interpreter.Quote(policy, profile, situation);
            var expected = oracle.Answer(profile, situation);
            occurred.Add(expected.Status);
            var differences = QuoteComparison.Differences(expected, quote);
            if (differences.Count > 0) failures.Add($"{Described.Resident(profile, situation)} => {string.Join("; ", differences)}");
        }
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
        Assert.Empty(mustOccur.Except(occurred));
    }

    private static Expected Answer(NoticeOracle oracle, GoldenCase golden)
    {
        var request = RequestMapper.FromMessage(golden.Request());
        return oracle.Answer(request.Profile, Read(request.Dates));
    }

    private static Situation Read(ResidentDates dates)
    {
        Assert.Empty(DateReader.Read(dates, out var situation));
        return situation;
    }
}
