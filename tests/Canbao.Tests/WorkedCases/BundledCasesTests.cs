using Canbao.Documents;
using Canbao.Documents.WorkedCases;

namespace Canbao.Tests.WorkedCases;

/// <summary>The worked cases that stand beside the project's own policies.</summary>
public class BundledCasesTests
{
    [Theory]
    [MemberData(nameof(TestPolicies.All), MemberType = typeof(TestPolicies))]
    public void Policy_AnswersAsWorkedOutByHand(string name)
    {
        var policy = TestPolicies.Named(name);
        var problems = new List<Diagnostic>();
        var cases = WorkedCaseFile.Read(policy, problems);
        problems.AddRange(cases.SelectMany(c => c.Check(policy)));
        Assert.Empty(problems);
        Assert.True(cases.Count >= WorkedCaseFile.FewestCases);
        Assert.All(cases, c => Assert.Contains(c.Question, character => character > 127));
    }

    /// <summary>Every tier and every identity that a grant names has a case of its own.</summary>
    [Theory]
    [MemberData(nameof(TestPolicies.All), MemberType = typeof(TestPolicies))]
    public void EveryTierAndIdentity_HasItsCase(string name)
    {
        var policy = TestPolicies.Named(name);
        var cases = WorkedCaseFile.Read(policy, []);
        var wanted = from standard in policy.Standards
                     from identity in policy.Assistance.Grants.SelectMany(g => g.Identities)
                     select (standard.Tier, identity);
        Assert.Empty(wanted.Except(cases.Where(c => c.Profile.Identities.Count == 1).Select(c => (c.Profile.Tier, c.Profile.Identities[0]))));
    }

    /// <summary>The first and the last day of every window, and the day after, are paid on.</summary>
    [Theory]
    [MemberData(nameof(TestPolicies.All), MemberType = typeof(TestPolicies))]
    public void EveryWindow_HasItsFirstAndLastDay(string name)
    {
        var policy = TestPolicies.Named(name);
        var days = WorkedCaseFile.Read(policy, []).Select(c => c.Situation.PaymentDate).ToHashSet();
        var wanted = policy.Windows.SelectMany(w => new[] { w.From.AddDays(-1), w.From, w.To, w.To.AddDays(1) });
        Assert.Empty(wanted.Except(days));
    }
}
