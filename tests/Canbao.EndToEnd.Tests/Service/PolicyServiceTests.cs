using Canbao.V1;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>Policies, identities and calendars over the network, with what is refused.</summary>
[Collection(SharedServer.Name)]
public class PolicyServiceTests(RunningServer server)
{
    private PolicyService.PolicyServiceClient Policies => new(server.Channel);

    [Fact]
    public async Task GetPolicy_HasEveryListedPolicyInFull()
    {
        var listed = await Policies.ListPoliciesAsync(new ListPoliciesRequest());
        Assert.Equal(5, listed.Policies.Count);
        foreach (var info in listed.Policies)
        {
            var policy = await Policies.GetPolicyAsync(new GetPolicyRequest { Region = info.Policy.Region, BenefitYear = info.Policy.BenefitYear });
            Assert.Equal(info, policy.Info);
            Assert.All(policy.Cells, cell => Assert.Equal(info.Policy, cell.Source));
            Assert.Contains(policy.Cells, cell => cell.Clause is { Quotation.Length: > 0 } && cell.Path.StartsWith("standards/", StringComparison.Ordinal));
            Assert.All(policy.Readings, reading => Assert.NotEmpty(reading.Alternatives));
            Assert.Contains($"region: \"{info.Policy.Region}\"", policy.Document, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("500230101", 2025, 1, null, StatusCode.OK)]
    [InlineData("990000", 2025, 0, "region", StatusCode.NotFound)]
    [InlineData("5002", 2025, 0, "region", StatusCode.InvalidArgument)]
    [InlineData("500230", 0, 0, "benefit_year", StatusCode.InvalidArgument)]
    [InlineData("500230", 2024, 0, "benefit_year", StatusCode.NotFound)]
    [InlineData("500230", 2025, 9, "revision", StatusCode.NotFound)]
    public async Task GetPolicy_NamesTheFieldThatIsWrong(string region, uint year, uint revision, string? field, StatusCode code)
    {
        var request = new GetPolicyRequest { Region = region, BenefitYear = year, Revision = revision };
        if (field is null)
        {
            Assert.Equal(Ask.Region, (await Policies.GetPolicyAsync(request)).Info.Policy.Region);
            return;
        }
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await Policies.GetPolicyAsync(request));
        Assert.Equal(code, refused.StatusCode);
        Assert.StartsWith($"{field}: ", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ComparePolicies_HasWhatChangedWithItsClauses()
    {
        var request = new ComparePoliciesRequest { Before = Named(2024), After = Named(2025) };
        var compared = await Policies.ComparePoliciesAsync(request);
        Assert.Equal((2024u, 2025u), (compared.Before.BenefitYear, compared.After.BenefitYear));
        var standard = compared.Changes.Single(c => c.Path == "standards/standard");
        Assert.Equal(("380 yuan", "400 yuan"), (standard.Before.Value, standard.After.Value));
        Assert.Equal((compared.Before, compared.After), (standard.Before.Source, standard.After.Source));
        Assert.Contains("380元", standard.Before.Clause.Quotation, StringComparison.Ordinal);
        Assert.Contains("400元", standard.After.Clause.Quotation, StringComparison.Ordinal);
        Assert.Null(compared.Changes.Single(c => c.Path == "addons/accident_30").Before);
        var full = await Policies.GetPolicyAsync(request.After);
        foreach (var change in compared.Changes.Where(c => c.After is not null)) Assert.Contains(change.After, full.Cells);
        Assert.Empty((await Policies.ComparePoliciesAsync(new() { Before = Named(2025), After = Named(2025) })).Changes);
    }

    [Fact]
    public async Task ComparePolicies_NamesTheSideThatIsWrong()
    {
        await RefusedAsync(StatusCode.NotFound, "after.benefit_year: region 140405 has no policy for 2031", Named(2024), Named(2031));
        await RefusedAsync(StatusCode.NotFound, "before.revision: ", new() { Region = "140405", BenefitYear = 2024, Revision = 9 }, Named(2025));
        await RefusedAsync(StatusCode.InvalidArgument, "before.region: '14' is not allowed", new() { Region = "14", BenefitYear = 2024 }, Named(2025));
        await RefusedAsync(StatusCode.InvalidArgument, "after: missing", Named(2024), null);
        await RefusedAsync(StatusCode.InvalidArgument, "after.benefit_year: ", new() { Region = "14", BenefitYear = 2024 }, Named(2031));
    }

    private static GetPolicyRequest Named(uint year) => new() { Region = "140405", BenefitYear = year };

    private async Task RefusedAsync(StatusCode code, string says, GetPolicyRequest? before, GetPolicyRequest? after)
    {
        var request = new ComparePoliciesRequest { Before = before, After = after };
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await Policies.ComparePoliciesAsync(request));
        Assert.Equal(code, refused.StatusCode);
        Assert.Contains(says, refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListIdentities_SaysWhoNamesThem()
    {
        var identities = (await Policies.ListIdentitiesAsync(new ListIdentitiesRequest())).Identities.ToDictionary(i => i.Code);
        Assert.Equal(["140405", "140405", "430422", "500230", "512022"], identities["orphan"].NamedBy.Select(p => p.Region));
        Assert.Equal(["512022"], identities["retrenched_retired_worker"].NamedBy.Select(p => p.Region));
        Assert.Equal("extreme_poverty_support", identities["rural_extreme_poverty_support"].KindOf);
    }

    [Fact]
    public async Task GetCalendar_SaysOfEveryDayWhatAQuoteSays()
    {
        var request = Ask.Resident(r => (r.Profile.GapYears, r.PaymentDate) = (2, 0));
        var calendar = await server.Quotes.GetCalendarAsync(request);
        Assert.Equal(9, calendar.Segments.Count);
        foreach (var segment in calendar.Segments)
        {
            AssertSame(await server.Quotes.QuoteAsync(Ask.Resident(r => (r.Profile.GapYears, r.PaymentDate) = (2, segment.FromDate))), segment.First);
            AssertSame(await server.Quotes.QuoteAsync(Ask.Resident(r => (r.Profile.GapYears, r.PaymentDate) = (2, segment.ToDate))), segment.Last);
        }
    }

    [Fact]
    public async Task GetCalendar_NamesTheDateThatIsWrong()
    {
        var bad = await RefusedAsync(Ask.Resident(r => (r.BirthDate, r.EventDate) = (20260101, 20250230)));
        Assert.Contains("event_date: 20250230 is not allowed", bad, StringComparison.Ordinal);
        Assert.Contains("birth_date: 20260101 is after the collection year, which ends on 20251231", bad, StringComparison.Ordinal);
        Assert.Contains("event_date: 20260101 is after", await RefusedAsync(Ask.Resident(r => r.EventDate = 20260101)), StringComparison.Ordinal);
    }

    private async Task<string> RefusedAsync(QuoteRequest request)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await server.Quotes.GetCalendarAsync(request));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        return refused.Status.Detail;
    }

    private static void AssertSame(Quote expected, Quote segment)
    {
        expected.Policy = null;
        Assert.Equal(expected, segment);
    }
}
