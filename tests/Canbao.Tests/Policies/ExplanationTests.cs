using Canbao.Cli.Readings;
using Canbao.Cli.Rendering;
using Canbao.Engine;
using Canbao.Generation;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;

namespace Canbao.Tests.Policies;

/// <summary>The walk tells of every rule that was considered and of every identity that is held, in two languages.</summary>
public class ExplanationTests
{
    private static readonly Policy Fengdu = TestPolicies.Fengdu2025, Tunliu = TestPolicies.Named("140405/2025@1");

    private static readonly Profile Plain = new() { Tier = "tier1" };

    public static TheoryData<string> Names => [.. TestPolicies.Book.Policies.Select(p => p.ToString())];

    /// <summary>Whatever the answer is: closed, undetermined, already paid, outside the scheme.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void EveryIdentityThatIsHeld_IsACandidateOnce(string name)
    {
        var policy = TestPolicies.Named(name);
        var statuses = new HashSet<QuoteStatus>();
        foreach (var (profile, situation) in Residents(policy, 5_000))
        {
            var explanation = Interpreter.Explain(policy, profile, situation);
            statuses.Add(explanation.Quote.Status);
            Assert.Equal(profile.Identities.Order(), explanation.Walk.Candidates.Select(c => c.Identity).Order());
            var won = explanation.Walk.Candidates.SingleOrDefault(c => c.Outcome == CandidateOutcome.Won);
            Assert.True(explanation.Quote.MatchedIdentity == won?.Identity, $"{profile} {situation}: {won}");
            Assert.Equal(Interpreter.Quote(policy, profile, situation), explanation.Quote);
            Assert.All(explanation.Walk.Steps, step => Assert.True(step.Zh.Any(c => c > '\u2E80') && step.En.Any(char.IsAsciiLetter), $"{step}"));
        }
        Assert.Superset(new HashSet<QuoteStatus> { QuoteStatus.Open, QuoteStatus.Undetermined, QuoteStatus.NotEligible }, statuses);
    }

    public static TheoryData<Profile, string, CandidateOutcome, long?> Idle => new()
    {
        { Plain, "2025-11-15", CandidateOutcome.ClosedOnThisDay, 360_00 },
        { Plain with { AlreadyPaidNormally = true }, "2024-11-15", CandidateOutcome.FeePaidAlready, 360_00 },
        { Plain with { EmployeeInsured = true }, "2024-11-15", CandidateOutcome.OutsideTheScheme, 360_00 },
        { Plain with { InsuredElsewhere = true }, "2024-11-15", CandidateOutcome.LeftOpen, 360_00 },
        { Plain with { Circumstance = Circumstance.Newborn }, "2025-03-15", CandidateOutcome.LeftOpen, 360_00 },
        { Plain, "2025-08-15", CandidateOutcome.NoAssistanceOnThisDay, 360_00 },
    };

    [Theory]
    [MemberData(nameof(Idle))]
    public void Candidates_AreToldWhereNothingIsAssisted(Profile profile, string day, CandidateOutcome outcome, long? fen)
    {
        var walk = Explain(Fengdu, profile with { Identities = ["subsistence_allowance"] }, new(DateOnly.Parse(day,
            System.Globalization.CultureInfo.InvariantCulture))).Walk;
        var candidate = Assert.Single(walk.Candidates);
        Assert.Equal((outcome, fen), (candidate.Outcome, candidate.AmountFen));
        Assert.NotEmpty(candidate.Grant!.Rule.Clauses);
    }

    [Fact]
    public void NewbornWithoutPayment_HasNothingToBeAssisted()
    {
        var profile = new Profile { Tier = "standard", Identities = ["orphan"], Circumstance = Circumstance.Newborn };
        var explanation = Explain(Tunliu, profile, new(new(2025, 5, 5), new(2025, 4, 4)));
        Assert.Equal(QuoteStatus.NoPaymentRequired, explanation.Quote.Status);
        Assert.Equal(CandidateOutcome.NothingToPay, Assert.Single(explanation.Walk.Candidates).Outcome);
    }

    /// <summary>All windows, the applied one once; a special circumstance that decides passes over all of them.</summary>
    [Fact]
    public void Windows_AreAllConsidered()
    {
        var steps = Steps(Fengdu, Plain, new(new(2025, 3, 15)), "window");
        Assert.Equal(Fengdu.Windows.Count, steps.Length);
        Assert.Equal("march_to_june", Assert.Single(steps, s => s.Outcome == StepOutcome.Applied).Rule!.Id);
        var newborn = Plain with { Circumstance = Circumstance.Newborn, IndependentEnrolment = true };
        steps = Steps(Fengdu, newborn, new(new(2025, 3, 15), new(2025, 2, 10)), "window");
        Assert.Equal(Fengdu.Windows.Count, steps.Length);
        Assert.All(steps, s => Assert.Equal(StepOutcome.PassedOver, s.Outcome));
    }

    [Theory]
    [InlineData(null, StepOutcome.NeedsField, "birth_date is not given")]
    [InlineData("1964-12-01", StepOutcome.Applied, "60 years or older")]
    [InlineData("1964-12-02", StepOutcome.PassedOver, "younger than 60 years")]
    public void AgeLimit_IsTold(string? birth, StepOutcome outcome, string text)
    {
        var grant = Fengdu.Assistance.Grants.First(g => g.AgeAtLeast is not null);
        var born = birth is null ? (DateOnly?)null : DateOnly.Parse(birth, System.Globalization.CultureInfo.InvariantCulture);
        var profile = Plain with { Tier = "tier2", Identities = [grant.Identities[0]] };
        var step = Assert.Single(Steps(Fengdu, profile, new(new(2024, 12, 1), born), "assistance"),
            s => s.En.Contains("60 years", StringComparison.Ordinal));
        Assert.Equal((outcome, grant.Rule), (step.Outcome, step.Rule));
        Assert.Contains(text, step.En, StringComparison.Ordinal);
    }

    [Fact]
    public void LastResortAndExclusion_AreTold()
    {
        var profile = new Profile { Tier = "standard", Identities = ["severe_disability", "marginal_poverty_prone"] };
        Assert.Single(Steps(Tunliu, profile, new(new(2024, 10, 10)), "assistance"), s => s.En.Contains("another fund pays", StringComparison.Ordinal)
            && s.Rule!.Id == Tunliu.GrantFor("severe_disability")!.Rule.Id);
        var (policy, excluding) = TestPolicies.Book.Policies.SelectMany(p => p.Assistance.Grants.Select(g => (p, g)))
            .First(g => g.g.ExceptHoldersOf.Count > 0);
        profile = new Profile { Tier = policy.Standards[0].Tier, Identities = [excluding.Identities[0], excluding.ExceptHoldersOf[0]] };
        var explanation = Explain(policy, profile, new(policy.CollectionFrom));
        Assert.Contains(explanation.Walk.Steps,
            s => s.Rule == excluding.Rule && s.En.Contains("not for holders of another identity", StringComparison.Ordinal));
    }

    [Fact]
    public void BarsThatDoNotHold_AreTold()
    {
        var profile = new Profile { Tier = "standard", Identities = ["orphan"] };
        var bar = Assert.Single(Steps(Tunliu, profile, new(new(2024, 10, 10)), "assistance"), s => s.Rule == Tunliu.Assistance.Bars[0].Rule);
        Assert.Equal(StepOutcome.PassedOver, bar.Outcome);
        bar = Assert.Single(Steps(Tunliu, profile with { AssistedThere = true }, new(new(2024, 10, 10)), "assistance"),
            s => s.Rule == Tunliu.Assistance.Bars[0].Rule);
        Assert.NotEqual(StepOutcome.PassedOver, bar.Outcome);
    }

    [Fact]
    public void Silence_IsTold()
    {
        var silent = Explain(Tunliu, new Profile { Tier = "standard", GapYears = 2 }, new(new(2024, 10, 10))).Walk.Steps
            .Where(s => s.Outcome == StepOutcome.Silent).Select(s => s.Kind).ToArray();
        Assert.Equal(["continuity", "cover", "catastrophic"], silent);
        Assert.Single(Steps(Fengdu, Plain with { Identities = ["orphan"] }, new(new(2024, 11, 1)), "assistance"), s => s.Outcome == StepOutcome.Silent
            && s.En.Contains("fund", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2024-11-01", 0, StepOutcome.PassedOver, "no gap, and paid")]
    [InlineData("2025-03-01", 0, StepOutcome.PassedOver, "the window's own wait")]
    [InlineData("2025-03-01", 2, StepOutcome.Applied, "2 gap years")]
    public void Continuity_IsTold(string day, int gap, StepOutcome outcome, string text)
    {
        var payment = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var step = Assert.Single(Steps(Fengdu, Plain with { GapYears = gap }, new(payment), "continuity"));
        Assert.Equal(outcome, step.Outcome);
        Assert.Contains(text, step.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Message_HasBothLanguagesAndSilence()
    {
        var explanation = Explain(Fengdu, Plain with { Identities = ["subsistence_allowance"], InsuredElsewhere = true }, new(new(2025, 3, 15)));
        var message = ExplanationMapper.ToMessage(explanation, Fengdu);
        Assert.Contains(message.Steps, s => s.Silence.Length > 0 && s.Clauses.Count == 0);
        Assert.Equal("on subsistence allowance", Assert.Single(message.Candidates).NameEn);
        message = ExplanationMapper.ToMessage(Explain(Fengdu, Plain, new(new(2025, 3, 15))), Fengdu);
        var reading = message.Readings.Single(r => r.Id == "counting-of-days");
        Assert.Equal("From which day are the 90 days (90日) counted?", reading.QuestionEn);
        Assert.StartsWith("The deadline is", reading.ChoiceTextEn, StringComparison.Ordinal);
        Assert.StartsWith("The notice does not say", reading.ReasonEn, StringComparison.Ordinal);
        Assert.All(reading.Alternatives, a => Assert.Contains("first day", a.TextEn, StringComparison.Ordinal));
    }

    [Fact]
    public void Text_HasBothLanguages()
    {
        var output = new StringWriter();
        ExplanationText.Write(output, Fengdu, Explain(Fengdu, Plain with { Identities = ["subsistence_allowance"] }, new(new(2025, 11, 15))));
        ExplanationText.Write(output, Fengdu, Explain(Fengdu, Plain with { InsuredElsewhere = true }, new(new(2025, 3, 15))));
        ExplanationText.Write(output, Fengdu, Explain(Fengdu, Plain, new(new(2025, 3, 15))));
        foreach (var part in (string[])["360 元  当日不能缴费，无从资助 / no payment on this day that could be assisted", "城乡低保对象参加一档", "（通知",
            "From which day are the 90 days (90日) counted?", "The first day does not count;", "→ 待遇起 benefit start 2025-06-14"])
            Assert.Contains(part, output.ToString(), StringComparison.Ordinal);
    }

    private static Explanation Explain(Policy policy, Profile profile, Situation situation) => Interpreter.Explain(policy, profile, situation);

    private static Step[] Steps(Policy policy, Profile profile, Situation situation, string kind) =>
        [.. Explain(policy, profile, situation).Walk.Steps.Where(s => s.Kind == kind)];

    private static IEnumerable<(Profile Profile, Situation Situation)> Residents(Policy policy, int count)
    {
        var (generator, edges) = (new ResidentGenerator([policy], seed: 31), new EdgeResidents(policy, seed: 31));
        for (var i = 0; i < count; i++)
        {
            DateReader.Read(generator.Resident(i).Dates, out var situation);
            yield return (generator.Resident(i).Profile, situation);
            yield return edges.Resident(i);
        }
    }
}
