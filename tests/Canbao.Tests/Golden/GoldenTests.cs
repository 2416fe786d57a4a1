using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.Tests.Server;
using Canbao.V1;

namespace Canbao.Tests.Golden;

/// <summary>Every worked case of every loaded policy, through the interpreter, a single plan, rows and columns.</summary>
public class GoldenTests
{
    public static TheoryData<string> Policies => [.. TestPolicies.Book.Policies.Select(p => p.ToString())];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Interpreter_AllCases(string name)
    {
        var policy = TestPolicies.Named(name);
        AssertAll(policy, c =>
        {
            var request = RequestMapper.FromMessage(c.Request());
            Assert.Null(Quoter.Check(TestPolicies.Book, request, out _, out var situation));
            return QuoteMapper.ToMessage(Interpreter.Quote(policy, request.Profile, situation), policy);
        });
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Plans_AllCases(string name)
    {
        using var plans = new PlanCache();
        var quoter = new BatchQuoter(plans);
        for (var sight = 1; sight <= 3; sight++)
            AssertAll(TestPolicies.Named(name), c =>
                QuoteMapper.ToMessage(quoter.Quote(TestPolicies.Book, RequestMapper.FromMessage(c.Request())).Quote!));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Rows_AllCases(string name) => AssertBatch(TestPolicies.Named(name), cases =>
        new QuoteBatch { Rows = { cases.Select(c => c.Request()) } });

    [Theory]
    [MemberData(nameof(Policies))]
    public void Columns_AllCases(string name)
    {
        var policy = TestPolicies.Named(name);
        AssertBatch(policy, cases =>
        {
            var requests = cases.Select(c => c.Request()).ToArray();
            var dates = requests.Select(r => r.PaymentDate).Distinct().ToArray();
            return new QuoteBatch
            {
                Region = policy.Region,
                BenefitYear = (uint)policy.BenefitYear,
                Profiles = { requests.Select(r => r.Profile) },
                ProfileIndex = { requests.Select((_, i) => (uint)i) },
                PaymentDates = { dates },
                PaymentDateIndex = { requests.Select(r => (uint)Array.IndexOf(dates, r.PaymentDate)) },
                BirthDate = { requests.Select(r => r.BirthDate) },
                EventDate = { requests.Select(r => r.EventDate) },
                IdentityRecognisedOn = { requests.Select(r => r.IdentityRecognisedOn) },
            };
        });
    }

    private static void AssertBatch(Policy policy, Func<IReadOnlyList<GoldenCase>, QuoteBatch> batchOf)
    {
        using var plans = new PlanCache();
        var service = new BatchExchange(TestPolicies.Book, plans);
        var cases = GoldenCase.Of(policy.Region, policy.BenefitYear).ToArray();
        var batch = batchOf(cases);
        // The second time the answers come from plans, not from first sight.
        for (var sight = 1; sight <= 3; sight++)
        {
            var reply = service.Answer(batch);
            Assert.Null(reply.Error);
            var next = 0;
            AssertAll(policy, _ => reply.Distinct[(int)reply.QuoteIndex[next++]].Quote);
        }
    }

    private static void AssertAll(Policy policy, Func<GoldenCase, Quote> answer)
    {
        var cases = GoldenCase.Of(policy.Region, policy.BenefitYear).ToArray();
        Assert.NotEmpty(cases);
        var differences = cases.SelectMany(c => GoldenComparison.Differences(c, answer(c))).ToArray();
        Assert.True(differences.Length == 0, string.Join(Environment.NewLine, differences));
    }
}
