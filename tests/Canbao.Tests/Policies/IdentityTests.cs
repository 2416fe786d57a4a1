using Canbao.Policies;
using Canbao.Policies.Interpretation;

namespace Canbao.Tests.Policies;

/// <summary>What a notice says of an identity holds for the kinds of it, and for nobody else.</summary>
public class IdentityTests
{
    [Theory]
    [InlineData("extreme_poverty_support")]
    [InlineData("rural_extreme_poverty_support")]
    [InlineData("urban_extreme_poverty_support")]
    public void KindOfANamedIdentity_IsAssistedAndTilted(string identity)
    {
        var quote = Interpreter.Quote(TestPolicies.Fengdu2025, new Profile { Tier = "tier1", Identities = [identity] },
            new Situation(new DateOnly(2024, 11, 20)));
        Assert.Equal((0, 40_000, identity), (quote.FeeFen, quote.AssistanceFen, quote.MatchedIdentity));
        Assert.Equal(939_850, quote.Catastrophic!.DeductibleFen);
    }

    [Fact]
    public void IdentityThatIsNotNamed_HasNoAssistanceAndTheWalkSaysSo()
    {
        var explanation = Interpreter.Explain(TestPolicies.Fengdu2025, new Profile { Tier = "tier1", Identities = ["veteran"] },
            new Situation(new DateOnly(2024, 11, 20)));
        Assert.Equal(0, explanation.Quote.AssistanceFen);
        Assert.Equal(CandidateOutcome.NotNamed, Assert.Single(explanation.Walk.Candidates).Outcome);
    }
}
