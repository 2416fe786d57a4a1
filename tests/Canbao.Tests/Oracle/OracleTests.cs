using Canbao.Cli.Generation;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Server.Mapping;
using Canbao.Tests.Golden;

namespace Canbao.Tests.Oracle;

/// <summary>The interpreter with the policy of Fengdu 2025 against a second implementation, written by hand from the notice.</summary>
public class OracleTests
{
    private static readonly QuoteStatus[] Reachable = [.. Enum.GetValues<QuoteStatus>().Except([QuoteStatus.NoPaymentRequired])];

    private const int Residents = 100_000, ShownFailures = 20;

    [Fact]
    public void Oracle_AllGoldenCases()
    {
        var cases = GoldenCase.Of("500230", 2025).ToArray();
        Assert.NotEmpty(cases);
        var differences = cases.SelectMany(golden => GoldenComparison.Differences(golden, ExpectedMessage.Of(Answer(golden))));
        Assert.Empty(differences);
    }

    [Fact]
    public void Interpreter_GeneratedResidents()
    {
        var generator = new ResidentGenerator([TestPolicies.Fengdu2025], seed: 2025);
        AssertAgree([], index =>
        {
            var resident = generator.Resident(index);
            return (resident.Profile, Read(resident.Dates));
        });
    }

    [Fact]
    public void Interpreter_HardResidents()
    {
        var generator = Hard();
        AssertAgree(Reachable, _ => generator.Next());
    }

    /// <summary>The comparison bites: it notices every other reading that changes a quote, but for the choice among equal grants.</summary>
    [Fact]
    public void Oracle_RejectsOtherReadings()
    {
        var generator = Hard();
        HashSet<string> changed = [], rejected = [];
        for (var i = 0; i < 5_000; i++)
        {
            var (profile, situation) = generator.Next();
            var expected = FengduOracle.Answer(profile, situation);
            foreach (var consulted in Interpreter.Explain(TestPolicies.Fengdu2025, profile, situation).Readings)
                foreach (var alternative in consulted.Alternatives)
                {
                    if (alternative.Quote is not { } quote) continue;
                    var name = $"{consulted.Reading.Id}={alternative.Choice.Id}";
                    changed.Add(name);
                    if (QuoteComparison.Differences(expected, quote).Count > 0) rejected.Add(name);
                }
        }
        Assert.NotEmpty(rejected);
        Assert.Equal(["equal-grants=last_in_document"], changed.Except(rejected));
    }

    private static HardResidents Hard() => new([.. TestPolicies.Fengdu2025.Codes.Identities.Select(code => code.Id)], seed: 62);

    private static void AssertAgree(QuoteStatus[] mustOccur, Func<int, (Profile Profile, Situation Situation)> resident)
    {
        var failures = new List<string>();
        var occurred = new HashSet<QuoteStatus>();
        for (var i = 0; i < Residents && failures.Count < ShownFailures; i++)
        {
            var (profile, situation) = resident(i);
            Assert.Empty(InputCheck.Profile(TestPolicies.Fengdu2025, profile));
            Assert.Empty(InputCheck.Dates(situation));
            var quote = Interpreter.Quote(TestPolicies.Fengdu2025, profile, situation);
            var expected = FengduOracle.Answer(profile, situation);
            occurred.Add(expected.Status);
            var differences = QuoteComparison.Differences(expected, quote);
            if (differences.Count > 0) failures.Add($"{Described.Resident(profile, situation)} => {string.Join("; ", differences)}");
        }
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
        Assert.Empty(mustOccur.Except(occurred));
    }

    private static Expected Answer(GoldenCase golden)
    {
        var request = RequestMapper.FromMessage(golden.Request());
        return FengduOracle.Answer(request.Profile, Read(request.Dates));
    }

    private static Situation Read(ResidentDates dates)
    {
        Assert.Empty(DateReading.Read(dates, out var situation));
        return situation;
    }
}
