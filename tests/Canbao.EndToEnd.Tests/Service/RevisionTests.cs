using Canbao.V1;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>A policy that is amended in the middle of its collection year, over the network: every door answers by the payment date.</summary>
public sealed class RevisionTests : IAsyncLifetime
{
    private const string Region = "140405";

    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-revised-").FullName;
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var file in Directory.EnumerateFiles(RepositoryFolder.Policies, "*.yaml", SearchOption.AllDirectories))
            Write(Path.GetRelativePath(RepositoryFolder.Policies, file), File.ReadAllText(file));
        // From 5 March the window, which had ended on 25 February, is open again until 25 March.
        var first = File.ReadAllText(Path.Combine(RepositoryFolder.Policies, Region, "2025.yaml"));
        var second = first.Replace("revision: 1", "revision: 2\neffective_from: 2025-03-05\nsupersedes: 1", StringComparison.Ordinal)
            .Replace("to: 2025-02-25\n    status: open", "to: 2025-03-25\n    status: open", StringComparison.Ordinal)
            .Replace("    from: 2025-02-26\n", "    from: 2025-03-26\n", StringComparison.Ordinal)
            // The cases of newborns keep their days, and so must quote them.
            .Replace("          quote: 集中征缴期间每月1–25日可办理缴费", "          quote: 集中征缴期间每月1–25日可办理缴费，原至2025年2月25日", StringComparison.Ordinal)
            .Replace("9月1日至2025年2月25日", "9月1日至2025年3月25日", StringComparison.Ordinal);
        Write($"{Region}/2025.r2.yaml", second);
        _server = await RunningServer.StartAsync(policies: _folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(20250225, 0, 1, QuoteStatus.Open, 0)]
    [InlineData(20250226, 0, 1, QuoteStatus.Closed, 20250305)]
    [InlineData(20250304, 0, 1, QuoteStatus.Closed, 20250305)]
    [InlineData(20250305, 0, 2, QuoteStatus.Open, 0)]
    [InlineData(20250326, 0, 2, QuoteStatus.Closed, 0)]
    [InlineData(20250305, 1, 1, QuoteStatus.Closed, 0)]
    [InlineData(20250226, 2, 2, QuoteStatus.Closed, 20250301)]
    public async Task EveryDoor_AnswersByThePaymentDate(uint payment, uint asked, uint revision, QuoteStatus status, uint next)
    {
        var request = Request(payment, asked);
        var quote = await _server.Quotes.QuoteAsync(request);
        Assert.Equal((revision, status, next), (quote.Policy.Revision, quote.Status, quote.NextOpenDate));
        Assert.Equal(quote, (await _server.Quotes.ExplainAsync(request)).Quote);
        var calendar = await _server.Quotes.GetCalendarAsync(request);
        var segment = calendar.Segments.Single(s => s.FromDate <= payment && payment <= s.ToDate);
        Assert.Equal(quote.Policy, segment.Policy);
        Assert.Equal(quote, new Quote(segment.First) { Policy = segment.Policy });
        var columns = new QuoteBatch { BatchId = 2, Region = Region, BenefitYear = 2025, PolicyRevision = asked, Profiles = { request.Profile },
            ProfileIndex = { 0 }, PaymentDates = { payment } };
        foreach (var reply in await Exchange.SendAsync(_server, Ask.Rows(1, request), columns))
        {
            var answer = Exchange.PerResident(reply).Single().Quote;
            Assert.Equal(quote.Policy, reply.Policies[(int)answer.PolicyIndex]);
            answer.ClearPolicyIndex();
            answer.Policy = quote.Policy;
            Assert.Equal(quote, answer);
        }
    }

    [Fact]
    public async Task Batch_NamesBothRevisions()
    {
        var reply = (await Exchange.SendAsync(_server, Ask.Rows(1, Request(20250101), Request(20250310), Request(20250102)))).Single();
        Assert.Equal([1u, 2u], reply.Policies.Select(p => p.Revision));
        Assert.Equal([0u, 1u, 0u], Exchange.PerResident(reply).Select(answer => answer.Quote.PolicyIndex));
        Assert.Equal(2, reply.Distinct.Count);
    }

    [Fact]
    public async Task PolicyService_ListsAndShowsThem()
    {
        var policies = new PolicyService.PolicyServiceClient(_server.Channel);
        var listed = (await policies.ListPoliciesAsync(new ListPoliciesRequest())).Policies.Where(p => p.Policy is { Region: Region, BenefitYear: 2025 });
        Assert.Equal([(1u, 0u, 0u), (2u, 20250305u, 1u)], listed.Select(p => (p.Policy.Revision, p.EffectiveFrom, p.Supersedes)));
        foreach (var (asked, revision) in ((uint, uint)[])[(0, 2), (1, 1), (2, 2)])
        {
            var policy = await policies.GetPolicyAsync(new GetPolicyRequest { Region = Region, BenefitYear = 2025, Revision = asked });
            Assert.Equal(revision, policy.Info.Policy.Revision);
        }
        var missing = await Assert.ThrowsAsync<RpcException>(async () => await _server.Quotes.QuoteAsync(Request(20250101, 3)));
        Assert.Contains("it has 1, 2", missing.Status.Detail, StringComparison.Ordinal);
    }

    private static QuoteRequest Request(uint payment, uint revision = 0) => new()
    {
        Region = Region, BenefitYear = 2025, PolicyRevision = revision, PaymentDate = payment, Profile = new Profile { Tier = "standard" },
    };

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
