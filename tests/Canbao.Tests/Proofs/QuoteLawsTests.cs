using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.Proofs;

namespace Canbao.Tests.Proofs;

/// <summary>A good quote keeps every law; a quote with one thing wrong breaks the law that is about it.</summary>
public class QuoteLawsTests
{
    private static readonly Policy Policy = TestPolicies.Fengdu2025;

    private static readonly Profile Assisted = new() { Tier = "tier1", Identities = ["subsistence_allowance"] };

    private static readonly Situation March = new(new DateOnly(2025, 3, 15)), Window = new(new DateOnly(2024, 10, 1)), Closed = new(new DateOnly(2024, 9, 1));

    public static TheoryData<string, Func<Quote, Quote>> Wrong => new()
    {
        { "add up to what is owed", q => q with { FeeFen = q.FeeFen + 1 } },
        { "add up to what is owed", q => q with { AssistanceFen = 0, AssistanceFund = null } },
        { "below zero", q => q with { FeeFen = -100, AssistanceFen = 40100 } },
        { "not the tier's", q => q with { IndividualStandardFen = 0 } },
        { "lacks an amount", q => q with { FeeFen = null } },
        { "its fund do not go together", q => q with { AssistanceFund = null } },
        { "without an identity", q => q with { MatchedIdentity = null } },
        { "not held, or not named", q => q with { MatchedIdentity = "orphan" } },
        { "add up to the funding total", q => q with { FundingTotalFen = q.FundingTotalFen + 1 } },
        { "who pays what is missing", q => q with { Contributions = [], FundingTotalFen = null } },
        { "not fee, assistance and subsidy", q => q with { Contributions = [new("resident", 100)], FundingTotalFen = 100 } },
        { "below zero", q => q with { Contributions = [new("resident", -100), .. q.Contributions], FundingTotalFen = q.FundingTotalFen - 100 } },
        { "not fee and add-ons together", q => q with { PayableFen = 0 } },
        { "add-ons do not add up", q => q with { AddonTotalFen = 3000 } },
        { "the fee is left open", q => q with { Unspecified = [Subjects.FeeYuan] } },
        { "the assistance is left open", q => q with { Unspecified = [Subjects.AssistanceYuan] } },
        { "the wait is left open", q => q with { Unspecified = [Subjects.Waiting] } },
        { "the start of cover is left open", q => q with { Unspecified = [Subjects.BenefitStart] } },
        { "the end of cover is left open", q => q with { Unspecified = [Subjects.BenefitEnd] } },
        { "the deductible is left open", q => q with { Unspecified = [Subjects.DeductibleYuan] } },
        { "there is no wait", q => q with { Waiting = null } },
        { "there is no start of cover", q => q with { BenefitStart = null } },
        { "there is no end of cover", q => q with { BenefitEnd = null } },
        { "there is no deductible", q => q with { Catastrophic = null } },
        { "cover ends before it starts", q => q with { BenefitStart = new DateOnly(2025, 12, 31), BenefitEnd = new DateOnly(2025, 12, 30) } },
        { "after the benefit year", q => q with { BenefitEnd = new DateOnly(2026, 1, 1) } },
        { "does not start after the wait", q => q with { BenefitStart = q.BenefitStart!.Value.AddDays(-1) } },
        { "does not start after the wait", q => q with { BenefitStart = q.BenefitStart!.Value.AddDays(2) } },
        { "before the wait is over", q => q with { Waiting = new Waiting(WaitingUnit.Months, 4) } },
        { "first of the next month", q => q with { Waiting = new Waiting(WaitingUnit.NextMonthFirstDay, 0) } },
        { "not closed has a next open day", q => q with { NextOpenDate = new DateOnly(2025, 4, 1) } },
        { "without a price carries an amount", q => q with { Status = QuoteStatus.Closed } },
        { "deferred to no later year", q => q with { AssistanceDeferredTo = 2025 } },
        { "has no status", q => q with { Status = 0 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void OpenQuote_WithOneThingWrong_BreaksALaw(string law, Func<Quote, Quote> spoil)
    {
        var quote = Interpreter.Quote(Policy, Assisted, March);
        Assert.Null(QuoteLaws.Broken(Policy, Assisted, March, quote));
        Assert.Contains(law, QuoteLaws.Broken(Policy, Assisted, March, spoil(quote)), StringComparison.Ordinal);
    }

    [Fact]
    public void ClosedQuote_MayNotCarryCover()
    {
        var quote = Interpreter.Quote(Policy, Assisted, Closed);
        Assert.Null(QuoteLaws.Broken(Policy, Assisted, Closed, quote));
        Breaks("closed day", quote with { BenefitEnd = new DateOnly(2025, 12, 31) });
        Breaks("later day", quote with { NextOpenDate = Closed.PaymentDate });
        Breaks("outside the collection year", Interpreter.Quote(Policy, Assisted, Window));

        void Breaks(string law, Quote wrong) => Assert.Contains(law, QuoteLaws.Broken(Policy, Assisted, Closed, wrong), StringComparison.Ordinal);
    }

    [Fact]
    public void UndeterminedQuote_SaysWhy()
    {
        var profile = new Profile { Tier = "tier1", Identities = ["martyr_family"] };
        var quote = Interpreter.Quote(Policy, profile, Window);
        Assert.Equal(QuoteStatus.Undetermined, quote.Status);
        Assert.Null(QuoteLaws.Broken(Policy, profile, Window, quote));
        Breaks("names neither", quote with { Unspecified = [] });
        Breaks("bounds", quote with { FeeAtLeastFen = 50000, FeeAtMostFen = 40000 });

        void Breaks(string law, Quote wrong) => Assert.Contains(law, QuoteLaws.Broken(Policy, profile, Window, wrong), StringComparison.Ordinal);
    }

    [Fact]
    public void PaidFee_IsNotAskedForAgain()
    {
        var paid = Assisted with { AlreadyPaidNormally = true };
        Assert.Contains("paid is asked for again", QuoteLaws.Broken(Policy, paid, March, Interpreter.Quote(Policy, Assisted, March)), StringComparison.Ordinal);
    }
}
