using Canbao.Policies;
using Canbao.Policies.Interpretation;

namespace Canbao.Tests.Oracle;

public class QuoteComparisonTests
{
    /// <summary>Whatever an oracle says differently is noticed, unless it is left open for this resident.</summary>
    [Fact]
    public void Differences_EveryProperty()
    {
        var seen = new HashSet<string>();
        foreach (var oracle in Oracles.All)
        {
            var policy = TestPolicies.Book.FindPolicy(oracle.Region, oracle.Year, 0, out _)!;
            var residents = new HardResidents(oracle.Hard, seed: 1);
            for (var i = 0; i < 500; i++)
            {
                var (profile, situation) = residents.Next();
                var expected = oracle.Answer(profile, situation);
                var quote = Interpreter.Quote(policy, profile, situation);
                foreach (var (name, altered) in Altered(expected))
                {
                    if (expected.NotCompared.Contains(name)) continue;
                    Assert.Contains(QuoteComparison.Differences(altered, quote), d => d.StartsWith(name + ":", StringComparison.Ordinal));
                    seen.Add(name);
                }
            }
        }
        Assert.Equal(Altered(new Expected { Status = QuoteStatus.Open }).Select(a => a.Name).Order(), seen.Order());
    }

    private static IEnumerable<(string Name, Expected Altered)> Altered(Expected e) =>
    [
        (nameof(Quote.Status), e with { Status = e.Status + 1 }),
        (nameof(Quote.NextOpenDate), e with { NextOpenDate = Other(e.NextOpenDate) }),
        (nameof(Quote.MissingFields), e with { MissingFields = [.. e.MissingFields, "tier"] }),
        (nameof(Quote.Unspecified), e with { Unspecified = [.. e.Unspecified, "everything"] }),
        (nameof(Quote.IndividualStandardFen), e with { IndividualStandardFen = Other(e.IndividualStandardFen) }),
        (nameof(Quote.AssistanceFen), e with { AssistanceFen = Other(e.AssistanceFen) }),
        (nameof(Quote.AssistanceFund), e with { AssistanceFund = e.AssistanceFund + "x" }),
        (nameof(Quote.MatchedIdentity), e with { MatchedAnyOf = [new Match("x", null)] }),
        (nameof(Quote.AssistanceDeferredTo), e with { AssistanceDeferredTo = e.AssistanceDeferredTo is null ? 2026 : null }),
        (nameof(Quote.AssistedPaymentAvailable), e with { AssistedPaymentAvailable = e.AssistedPaymentAvailable != true }),
        (nameof(Quote.FeeFen), e with { FeeFen = Other(e.FeeFen) }),
        (nameof(Quote.PayableFen), e with { FeeFen = e.FeeFen is null ? 1 : null }),
        (nameof(Quote.FeeAtMostFen), e with { FeeAtMostFen = Other(e.FeeAtMostFen) }),
        (nameof(Quote.Addons), e with { Addons = [.. e.Addons, new AddonPrice("x", 1)] }),
        (nameof(Quote.AddonTotalFen), e with { Addons = [.. e.Addons, new AddonPrice("x", 1)] }),
        (nameof(Quote.AddonTerm), e with { AddonTerm = e.AddonTerm + "x" }),
        (nameof(Quote.FiscalSubsidyFen), e with { FiscalSubsidyFen = Other(e.FiscalSubsidyFen) }),
        (nameof(Quote.FiscalSubsidyKind), e with { FiscalSubsidyKind = e.FiscalSubsidyKind + 1 }),
        (nameof(Quote.FiscalSubsidyBasis), e with { FiscalSubsidyBasis = e.FiscalSubsidyBasis + "x" }),
        (nameof(Quote.FundingTotalFen), e with { FundingTotalFen = Other(e.FundingTotalFen) }),
        (nameof(Quote.Waiting), e with { Waiting = new Waiting(WaitingUnit.Months, 99) }),
        (nameof(Quote.BenefitStart), e with { BenefitStart = Other(e.BenefitStart) }),
        (nameof(Quote.BenefitEnd), e with { BenefitEnd = Other(e.BenefitEnd) }),
    ];

    private static long? Other(long? fen) => fen is { } given ? given + 100 : 0;

    private static DateOnly? Other(DateOnly? day) => day is { } given ? given.AddDays(1) : new DateOnly(2025, 1, 1);
}
