using Canbao.Documents;
using Canbao.Documents.Readers;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;

namespace Canbao.Tests.Policies;

/// <summary>The declared cases in which a further identity costs money.</summary>
public class DearerTogetherTests
{
    private const string Declared = "- identities: [key_entitled_group]\n      with: [disabled_soldier_1_6]";

    /// <summary>The declaration, and a word of what is wrong with it.</summary>
    public static TheoryData<string, string> Wrong => new()
    {
        { "- identities: [key_entitled_group]", "'with' is missing" },
        { "- identities: []\n      with: [disabled_soldier_1_6]", "names at least one identity" },
        { "- identities: [key_entitled_group]\n      with: [key_entitled_group]", "both identities and with" },
        { "- identities: [key_entitled_group]\n      with: [only_child_family]", "'only_child_family' is in no grant" },
        { "- identities: [key_entitled_group]\n      with: [nobody]", "'nobody' is not in the identity list" },
    };

    [Fact]
    public void Accepts_EveryDeclaredPairOfTheBundledPolicies()
    {
        var pairs = TestPolicies.Book.Policies.SelectMany(p => p.Assistance.DearerTogether.ToArray().SelectMany(d =>
            d.Identities.SelectMany(a => d.With.Select(b => $"{p} {a} {b}")))).ToArray();
        Assert.Equal(["140405/2025@1 severe_disability unstable_poverty_alleviated", "140405/2025@1 severe_disability marginal_poverty_prone",
            "140405/2025@1 severe_disability sudden_severe_difficulty", "500230/2025@1 key_entitled_group disabled_soldier_1_6"], pairs);
    }

    /// <summary>What is declared happens: nothing is permitted that the policy does not do.</summary>
    [Fact]
    public void DeclaredPair_IsDearerThanOneOfTheTwoAlone()
    {
        foreach (var policy in TestPolicies.Book.Policies)
            foreach (var declared in policy.Assistance.DearerTogether)
                foreach (var other in declared.With)
                    foreach (var identity in declared.Identities)
                        Assert.True(Fee(policy, identity, other) > Math.Min(Fee(policy, identity), Fee(policy, other)), $"{policy} {identity} {other}");

        static long Fee(Policy policy, params string[] identities) => Interpreter.Quote(policy,
            new() { Tier = policy.Standards[0].Tier, Identities = [.. identities] }, new(policy.CollectionFrom)).FeeFen!.Value;
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Rejects_ADeclarationThatPermitsNothingOrTooMuch(string declaration, string message)
    {
        var problems = new List<Diagnostic>();
        Assert.Null(PolicyReader.Read("test.yaml", DocumentTests.Edit(Declared, declaration), TestPolicies.Book.Codes, problems));
        Assert.Contains(problems, p => p.Message.Contains(message, StringComparison.Ordinal));
    }
}
