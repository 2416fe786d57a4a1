using System.Runtime.InteropServices;
using Canbao.Api;
using Canbao.Engine;
using Canbao.Generation;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.Recalculation.Totals;
using Canbao.Tests.Server;

namespace Canbao.Tests.Engine;

/// <summary>Whatever way an answer takes, it is the interpreter's.</summary>
public class AgreementTests
{
    private const int Residents = 100_000, BatchResidents = 10_000;

    public static TheoryData<string> Policies => [.. TestPolicies.Book.Policies.Select(p => p.ToString())];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Plans_EqualTheInterpreter(string name)
    {
        var policy = TestPolicies.Named(name);
        var generator = new ResidentGenerator([policy], seed: 7);
        using var plans = new PlanCache();
        var quoter = new BatchQuoter(plans);
        var resolver = new ProfileResolver(quoter);
        var profiles = Array.Empty<BatchProfile>();
        for (var first = 0; first < Residents; first += BatchResidents)
        {
            var columns = BatchBuilder.Build(generator, first, BatchResidents, 0).Single().Columns;
            var answer = quoter.Quote(BatchMapper.ToRequest(columns, TestPolicies.Book, resolver, ref profiles));
            for (var i = 0; i < BatchResidents; i++)
            {
                var resident = generator.Resident(first + i);
                Assert.Empty(DateReader.Read(resident.Dates, out var situation));
                var expected = Interpreter.Quote(policy, resident.Profile, situation);
                var actual = answer[i].Quote;
                if (expected != actual) Assert.Fail($"{resident.Profile} {situation}:{Environment.NewLine}{expected}{Environment.NewLine}{actual}");
                AssertHonest(expected);
            }
        }
        Assert.True(plans.Count > 100, "the plans were not used");
    }

    /// <summary>A number that a caller may notice: what costs a microsecond and more is done for few of them.</summary>
    [Fact]
    public void MillionResidents_TakeFewInterpretations()
    {
        var generator = ResidentGenerator.For(TestPolicies.Book, seed: 42);
        using var plans = new PlanCache(1L << 30);
        var quoter = new BatchQuoter(plans);
        var known = new Dictionary<(Policy, Profile), BatchProfile>();
        var pools = new HashSet<AnswerPool>();
        for (var i = 0; i < 1_000_000; i++)
        {
            var resident = generator.Resident(i);
            ref var profile = ref CollectionsMarshal.GetValueRefOrAddDefault(known, (resident.Policy, resident.Profile), out var seen);
            if (!seen) profile = quoter.Resolve(TestPolicies.Book, resident.Policy.Region, resident.Policy.BenefitYear, 0, resident.Profile);
            Assert.Null(profile.AnswerTo(resident.Dates).Error);
            pools.Add(profile.Plan!.Pool);
        }
        Assert.InRange(pools.Sum(pool => pool.Interpretations), known.Count, 45_000);
    }

    [Fact]
    public void Explanation_HasTheSameQuote()
    {
        foreach (var policy in TestPolicies.Book.Policies)
        {
            var generator = new ResidentGenerator([policy], seed: 13);
            for (var i = 0; i < 5_000; i++)
            {
                var resident = generator.Resident(i);
                DateReader.Read(resident.Dates, out var situation);
                var explanation = Interpreter.Explain(policy, resident.Profile, situation);
                Assert.Equal(Interpreter.Quote(policy, resident.Profile, situation), explanation.Quote);
                Assert.NotEmpty(explanation.Walk.Steps);
            }
        }
    }

    [Fact]
    public void Checksum_OfTheInterpreterAloneIsTheServices()
    {
        const int residents = 100_000;
        var generator = new ResidentGenerator(TestPolicies.Book.Policies, seed: 1);
        var interpreted = new AnswerTotals();
        var served = new AnswerTotals();
        using var plans = new PlanCache();
        for (var first = 0; first < residents; first += BatchResidents)
        {
            served.Add([.. BatchBuilder.Build(generator, first, BatchResidents, 0).Select(batch => (Serve(plans, batch), batch.Places))]);
            interpreted.Add(Interpreted.Batch(generator, first, BatchResidents));
        }
        Assert.Equal(interpreted.Checksum(), served.Checksum());
        Assert.Equal(residents, served.Answered);
        Assert.Equal(served.FundingTotalFen, served.PerPayer.Values.Sum());
    }

    private static QuoteBatchReplyColumns Serve(PlanCache plans, DemoBatch batch)
    {
        var reply = new BatchExchange(TestPolicies.Book, plans).Answer(batch.Columns);
        Assert.Null(reply.Error);
        return QuoteBatchCodec.FromMessage(reply);
    }

    /// <summary>Lines add up; nothing that is unspecified has a value; nothing is negative.</summary>
    private static void AssertHonest(Quote quote)
    {
        if (quote.Contributions.Count > 0) Assert.Equal(quote.FundingTotalFen, quote.Contributions.Sum(c => c.AmountFen));
        else Assert.Null(quote.FundingTotalFen);
        if (quote.FeeFen is { } fee)
        {
            Assert.InRange(fee, 0, long.MaxValue);
            Assert.Equal((quote.Status == QuoteStatus.AlreadyPaid ? 0 : fee) + (quote.AddonTotalFen ?? 0), quote.PayableFen);
            var owed = quote.IndividualStandardFen
                + (quote.Status == QuoteStatus.OpenFullCost ? fee - quote.IndividualStandardFen + quote.AssistanceFen : 0);
            Assert.Equal(owed, fee + quote.AssistanceFen);
        }
        AssertAbsent(quote, Subjects.FeeYuan, quote.FeeFen);
        AssertAbsent(quote, Subjects.AssistanceYuan, quote.AssistanceFen);
        AssertAbsent(quote, Subjects.DeductibleYuan, quote.Catastrophic?.DeductibleFen);
        AssertAbsent(quote, Subjects.BenefitStart, quote.BenefitStart);
        AssertAbsent(quote, Subjects.BenefitEnd, quote.BenefitEnd);
        AssertAbsent(quote, Subjects.Waiting, quote.Waiting);
        if (quote.IsOpen) Assert.NotNull(quote.FeeFen);
        if (quote.Status is QuoteStatus.Closed or QuoteStatus.NotEligible) Assert.Null(quote.IndividualStandardFen);
    }

    private static void AssertAbsent(Quote quote, string subject, object? value)
    {
        if (quote.Unspecified.Contains(subject)) Assert.Null(value);
    }
}
