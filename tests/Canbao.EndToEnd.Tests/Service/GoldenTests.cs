using Canbao.Api;
using Canbao.Tests.Golden;
using Canbao.V1;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>Every worked case of every policy that the server lists, over the network.</summary>
[Collection(SharedServer.Name)]
public class GoldenTests(RunningServer server)
{
    [Fact]
    public async Task Unary_AllCases()
    {
        foreach (var cases in await CasesAsync())
        {
            var differences = new List<string>();
            foreach (var golden in cases) differences.AddRange(GoldenComparison.Differences(golden,
                await server.Quotes.QuoteAsync(golden.Request())));
            AssertNone(differences);
        }
    }

    [Fact]
    public async Task Rows_AllCases()
    {
        foreach (var cases in await CasesAsync())
            AssertAnswers(cases, Exchange.PerResident((await Exchange.SendAsync(server, Rows(cases))).Single()));
    }

    [Fact]
    public async Task Columns_AllCases()
    {
        foreach (var cases in await CasesAsync())
            AssertAnswers(cases, Exchange.PerResident((await Exchange.SendAsync(server, Columns(cases))).Single()));
    }

    [Fact]
    public async Task ColumnsOfTheFastBinding_AllCases()
    {
        foreach (var cases in await CasesAsync())
        {
            using var call = server.Channel.CreateCallInvoker().AsyncDuplexStreamingCall(QuoteBinding.StreamQuotes, null, default);
            await call.RequestStream.WriteAsync(QuoteBatchCodec.FromMessage(Columns(cases)));
            await call.RequestStream.CompleteAsync();
            Assert.True(await call.ResponseStream.MoveNext());
            var reply = call.ResponseStream.Current;
            Assert.Null(reply.Error);
            AssertAnswers(cases, [.. reply.QuoteIndex.ToArray().Select(index => reply.Answer((int)index))]);
            Assert.False(await call.ResponseStream.MoveNext());
        }
    }

    /// <summary>All regions and years in one batch, each row naming its own.</summary>
    [Fact]
    public async Task OneMixedBatch_AllCases()
    {
        GoldenCase[] cases = [.. (await CasesAsync()).SelectMany(c => c).OrderBy(c => c.Id[^2..])];
        Assert.Equal(GoldenCase.All.Count, cases.Length);
        var reply = (await Exchange.SendAsync(server, Rows(cases))).Single();
        Assert.Equal(5, reply.Policies.Count);
        AssertAnswers(cases, Exchange.PerResident(reply));
    }

    /// <summary>All regions of a year in one batch of columns: the profiles name them, some by the code of a township.</summary>
    [Fact]
    public async Task OneMixedBatchOfColumns_AllCasesOfAYear()
    {
        GoldenCase[] cases = [.. (await CasesAsync()).SelectMany(c => c).Where(c => c.Year == 2025).OrderBy(c => c.Id[^2..])];
        var columns = Columns(cases, c => c.Id[^1] % 2 == 0 ? c.Region : c.Region + "101");
        var reply = (await Exchange.SendAsync(server, columns)).Single();
        Assert.Equal(4, reply.Policies.Count);
        AssertAnswers(cases, Exchange.PerResident(reply));
    }

    [Fact]
    public async Task BatchQuotes_NameTheirPolicyByIndex()
    {
        var listed = await new PolicyService.PolicyServiceClient(server.Channel).ListPoliciesAsync(new ListPoliciesRequest());
        var reply = (await Exchange.SendAsync(server, Ask.Columns(1))).Single();
        var policy = Assert.Single(reply.Policies);
        Assert.Contains(listed.Policies, info => info.Policy.Equals(policy));
        Assert.Equal(listed.BookDigest, reply.BookDigest);
        Assert.All(reply.Distinct, answer => Assert.Equal(0u, answer.Quote.PolicyIndex));
        Assert.All(reply.Distinct, answer => Assert.Null(answer.Quote.Policy));
        Assert.Equal(policy, (await server.Quotes.QuoteAsync(Ask.Resident())).Policy);
    }

    private async Task<IReadOnlyList<GoldenCase[]>> CasesAsync()
    {
        var listed = await new PolicyService.PolicyServiceClient(server.Channel).ListPoliciesAsync(new ListPoliciesRequest());
        Assert.Contains(listed.Policies, info => info.Policy.Region == Ask.Region && info.Policy.BenefitYear == Ask.Year);
        var cases = listed.Policies.Select(info => GoldenCase.Of(info.Policy.Region, (int)info.Policy.BenefitYear).ToArray()).ToArray();
        Assert.All(cases, Assert.NotEmpty);
        return cases;
    }

    private static QuoteBatch Rows(IEnumerable<GoldenCase> cases) => new() { BatchId = 1, Rows = { cases.Select(c => c.Request()) } };

    /// <summary>The region is the batch's, or the one that each profile is given.</summary>
    private static QuoteBatch Columns(GoldenCase[] cases, Func<GoldenCase, string>? region = null)
    {
        var requests = cases.Select(c => c.Request()).ToArray();
        for (var i = 0; i < cases.Length; i++) requests[i].Profile.Region = region?.Invoke(cases[i]) ?? "";
        var profiles = requests.Select(r => r.Profile).Distinct().ToList();
        var dates = requests.Select(r => r.PaymentDate).Distinct().ToList();
        return new QuoteBatch
        {
            BatchId = 2, Region = region is null ? cases[0].Region : "", BenefitYear = (uint)cases[0].Year, Profiles = { profiles },
            ProfileIndex = { requests.Select(r => (uint)profiles.IndexOf(r.Profile)) },
            PaymentDates = { dates },
            PaymentDateIndex = { requests.Select(r => (uint)dates.IndexOf(r.PaymentDate)) },
            BirthDate = { requests.Select(r => r.BirthDate) },
            EventDate = { requests.Select(r => r.EventDate) },
            IdentityRecognisedOn = { requests.Select(r => r.IdentityRecognisedOn) },
        };
    }

    private static void AssertAnswers(IReadOnlyList<GoldenCase> cases, IReadOnlyList<QuoteReply> answers)
    {
        Assert.Equal(cases.Count, answers.Count);
        AssertNone([.. cases.SelectMany((golden, i) => GoldenComparison.Differences(golden, answers[i].Quote))]);
    }

    private static void AssertNone(IReadOnlyCollection<string> differences) =>
        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
}
