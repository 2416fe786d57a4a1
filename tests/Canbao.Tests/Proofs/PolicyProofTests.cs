using Canbao.Cli.Rendering;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.Proofs;
using Canbao.Tests.Policies;

namespace Canbao.Tests.Proofs;

/// <summary>A policy with a mistake is refuted with a resident who shows it. That the five hold, `policies check` says in LongProgramTests.</summary>
public class PolicyProofTests
{
    /// <summary>The one place where a further identity costs money must be declared.</summary>
    [Fact]
    public void UndeclaredDearerPair_IsRefutedByACommandThatShowsIt()
    {
        var policy = Changed("140405/2025@1", text => Cut(text, "  dearer_together:", "already_paid:"));
        var found = Assert.Single(PolicyProof.Prove(policy).Counterexamples);
        Assert.Contains("raises the fee", found.What, StringComparison.Ordinal);
        Assert.Equal(12000, Interpreter.Quote(policy, found.Profile, found.Situation).FeeFen);
        Assert.Contains(found.Profile.Identities, identity =>
            Interpreter.Quote(policy, found.Profile with { Identities = [identity] }, found.Situation).FeeFen == 8000);
        var problem = Assert.Single(ProofText.Problems(policy, PolicyProof.Prove(policy)));
        Assert.Contains("./canbao quote --region 140405 --year 2025", problem.Message, StringComparison.Ordinal);
        Assert.Contains("--identity severe_disability", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>A case behind two that together leave nobody: no single one of them stands for it.</summary>
    [Fact]
    public void CaseThatNobodyReaches_IsADeadRule()
    {
        const string Case = "    - id: newborn_of_the_benefit_year";
        var policy = Changed("140405/2024@1", text => text.Replace(Case, Enrolled("yes") + Enrolled("no") + Case, StringComparison.Ordinal));
        Assert.Equal(["newborn_of_the_benefit_year"], PolicyProof.Prove(policy).DeadRules.Select(r => r.Id));

        static string Enrolled(string independently) => $$"""
                - id: independent_{{independently}}
                  when: {born_in_benefit_year: yes, paid_from: 2024-01-01, independent_enrolment: {{independently}}}
                  status: no_payment_required
                  price: nothing
                  cover: {starts: unspecified, wait: unspecified, ends: unspecified}
                  section: 三
                  quote: 新生儿出生当年应及时办理参保登记，当年不缴纳基本医疗保险费即可享受城乡居民医保待遇

            """;
    }

    /// <summary>Two fields that matter only together with a birth date: few residents, but some.</summary>
    [Fact]
    public void CaseOfFewResidents_IsNoDeadRule()
    {
        const string Born = "        born_in_benefit_year: no\n";
        var policy = Changed("500230/2025@1", text =>
            text.Insert(text.IndexOf(Born, StringComparison.Ordinal), "        paid_from: 2025-01-01\n        guardian_paid: yes\n"));
        Assert.Empty(PolicyProof.Prove(policy).DeadRules);
    }

    /// <summary>Who must stop need not wait for the end, also while dead rules are looked for everywhere.</summary>
    [Fact]
    public void Blocks_AreSmall() => Assert.All(TestPolicies.Book.Policies, policy =>
        Assert.All(new ProofSpace(policy).Blocks(), block => Assert.InRange(block.Payments.Count, 1, 600)));

    [Fact]
    public void BarBehindAnother_IsADeadRule()
    {
        const string Bars = "  bars:\n    - id: assisted_there";
        var policy = Changed("140405/2024@1", text => text.Replace(Bars,
            "  bars:\n    - {id: first, when: {assisted_there: yes}, answer: none, silent: 无}\n    - id: assisted_there", StringComparison.Ordinal));
        Assert.Equal(["assisted_there"], PolicyProof.Prove(policy).DeadRules.Select(r => r.Id));
    }

    [Fact]
    public void IdentitiesInOneClass_AreTreatedAlike()
    {
        foreach (var policy in TestPolicies.Book.Policies)
            foreach (var members in IdentityClasses.Of(policy))
                foreach (var member in members)
                    Assert.Equal(Bare(policy, members[0]), Bare(policy, member));
    }

    [Fact]
    public void IdentityClasses_HoldEveryIdentityOnce() => Assert.All(TestPolicies.Book.Policies, policy =>
        Assert.Equal(policy.Codes.Identities.Select(c => c.Id).Order(), IdentityClasses.Of(policy).SelectMany(c => c).Order()));

    /// <summary>The order in which a caller names identities decides nothing, also not the name of the one that counts.</summary>
    [Fact]
    public void OrderOfIdentities_ChangesNothing()
    {
        ValueList<string> one = ["extreme_poverty_support", "rural_extreme_poverty_support"];
        ValueList<string> other = [one[1], one[0]];
        foreach (var policy in TestPolicies.Book.Policies)
        {
            var profile = new Profile { Tier = policy.Standards[0].Tier, Identities = one };
            var day = new Situation(policy.CollectionWindow.From);
            Assert.Equal(Interpreter.Quote(policy, profile, day), Interpreter.Quote(policy, profile with { Identities = other }, day));
        }
    }

    private static Quote Bare(Policy policy, string identity)
    {
        var profile = new Profile { Tier = policy.Standards[^1].Tier, Identities = [identity] };
        return Interpreter.Quote(policy, profile, new Situation(policy.CollectionWindow.From)) with { MatchedIdentity = null };
    }

    private static Policy Changed(string name, Func<string, string> change)
    {
        var text = TestPolicies.Named(name).Document;
        Assert.NotEqual(text, change(text));
        return DocumentTests.Read(change(text))!;
    }

    private static string Cut(string text, string from, string to) =>
        text.Remove(text.IndexOf(from, StringComparison.Ordinal), text.IndexOf(to, StringComparison.Ordinal) - text.IndexOf(from, StringComparison.Ordinal));
}
