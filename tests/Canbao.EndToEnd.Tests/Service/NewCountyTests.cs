using Canbao.V1;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>
/// An invented county joins by its document and one line of the identity list: tier names, an identity and combinations of
/// conditions that no other policy has. Nothing is compiled for it.
/// </summary>
public sealed class NewCountyTests : IAsyncLifetime
{
    private const string Region = "990101", Identity = "flood_relief_household";

    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-new-county-").FullName;
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var file in Directory.EnumerateFiles(RepositoryFolder.Policies, "*.yaml", SearchOption.AllDirectories))
            Write(Path.GetRelativePath(RepositoryFolder.Policies, file), File.ReadAllText(file));
        var list = File.ReadAllText(Path.Combine(RepositoryFolder.Policies, "identities.yaml"));
        Write("identities.yaml", list.Replace("\nidentities:\n",
            $"\nidentities:\n  - {{code: {Identity}, zh: 洪灾救助户, en: household relieved after a flood}}\n", StringComparison.Ordinal));
        Write($"{Region}/2026.yaml", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "NewCounty", "2026.yaml")));
        _server = await RunningServer.StartAsync(policies: _folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Window_TierAndIdentity()
    {
        var quote = await QuoteAsync(20251105, "plus", r => r.Profile.Identities.Add(Identity));
        Assert.Equal((QuoteStatus.Open, 65_000, 18_000, 47_000), (quote.Status, quote.IndividualStandardFen, quote.AssistanceFen, quote.FeeFen));
        Assert.Equal(("medical_assistance", "civil_affairs", Identity), (quote.AssistanceFund, quote.RecognisedBy, quote.MatchedIdentity));
        Assert.Equal(840_000, quote.Catastrophic.DeductibleFen);
        Assert.Equal((20260101u, 135_000), (quote.BenefitStart, quote.FundingTotalFen));
        Assert.Equal((QuoteStatus.Closed, 20251205u), await StatusAsync(20251129));
        Assert.Equal((QuoteStatus.Closed, 20260201u), await StatusAsync(20251221));
    }

    [Theory]
    [InlineData(20260210, 20251225, true, QuoteStatus.OpenSpecial, 20260101)]
    [InlineData(20260220, 20260115, true, QuoteStatus.OpenSpecial, 20260115)]
    [InlineData(20260221, 20260115, true, QuoteStatus.OpenFullCost, 20260408)]
    [InlineData(20260220, 20251223, true, QuoteStatus.OpenSpecial, 20260101)]
    [InlineData(20260220, 20251222, true, QuoteStatus.OpenFullCost, 20260407)]
    [InlineData(20260220, 20260115, false, QuoteStatus.OpenFullCost, 20260407)]
    public async Task CombinationOfConditions(uint payment, uint demobilised, bool holds, QuoteStatus status, uint start)
    {
        var quote = await QuoteAsync(payment, "basic", r =>
        {
            if (holds) r.Profile.Identities.Add(Identity);
            (r.Profile.Circumstance, r.EventDate) = (Circumstance.Demobilised, demobilised);
        });
        Assert.Equal((status, start), (quote.Status, quote.BenefitStart));
        var assistance = holds ? 18_000 : 0;
        Assert.Equal((status == QuoteStatus.OpenSpecial ? 30_000 : 100_000) - assistance, quote.FeeFen);
    }

    [Fact]
    public async Task OtherRules()
    {
        var orphan = await QuoteAsync(20260801, "basic", r =>
        {
            r.Profile.Identities.Add("orphan");
            r.Profile.Circumstance = Circumstance.ObjectiveReason;
            (r.Profile.AssistedThere, r.Profile.EnrolledOutsideHukou) = (true, true);
        });
        Assert.Equal((QuoteStatus.NoPaymentRequired, 0, 20260801u), (orphan.Status, orphan.FeeFen, orphan.BenefitStart));
        var unstated = await QuoteAsync(20251105, "plus", r => r.Profile.Identities.Add("orphan"));
        Assert.Equal((QuoteStatus.Undetermined, false), (unstated.Status, unstated.HasFeeFen));
        var student = await QuoteAsync(20251105, "basic", r =>
        {
            r.Profile.UniversityStudent = true;
            r.Profile.GapYears = 2;
            r.Profile.Addons.Add("flood_insurance");
        });
        Assert.Equal((25_000, 26_250, 6u, 20260505u), (student.FeeFen, student.PayableFen, student.WaitingMonths, student.BenefitStart));
    }

    [Fact]
    public async Task EveryDoor()
    {
        var request = Request(20251105, "basic", r => r.Profile.Identities.Add(Identity));
        var quote = await _server.Quotes.QuoteAsync(request);
        Assert.Equal(quote, (await _server.Quotes.ExplainAsync(request)).Quote);
        var reply = (await Exchange.SendAsync(_server, Ask.Rows(1, request, Ask.Resident()))).Single();
        Assert.Equal([12_000, 40_000], Exchange.PerResident(reply).Select(answer => answer.Quote.FeeFen));
        Assert.Equal(2, reply.Policies.Count);
        var calendar = await _server.Quotes.GetCalendarAsync(request);
        Assert.Equal((20251005u, 20261231u), (calendar.FromDate, calendar.ToDate));
        var policies = new PolicyService.PolicyServiceClient(_server.Channel);
        var policy = await policies.GetPolicyAsync(new GetPolicyRequest { Region = Region, BenefitYear = 2026 });
        Assert.Equal("180 yuan = 60% of basic", policy.Cells.Single(c => c.Path == $"assistance/{Identity}/plus").Value);
        var identities = await policies.ListIdentitiesAsync(new ListIdentitiesRequest());
        Assert.Equal(Region, Assert.Single(identities.Identities.Single(i => i.Code == Identity).NamedBy).Region);
    }

    private async Task<(QuoteStatus Status, uint NextOpen)> StatusAsync(uint payment)
    {
        var quote = await QuoteAsync(payment, "basic");
        return (quote.Status, quote.NextOpenDate);
    }

    private async Task<Quote> QuoteAsync(uint payment, string tier, Action<QuoteRequest>? change = null) =>
        await _server.Quotes.QuoteAsync(Request(payment, tier, change));

    private static QuoteRequest Request(uint payment, string tier, Action<QuoteRequest>? change)
    {
        var request = new QuoteRequest { Region = Region, BenefitYear = 2026, PaymentDate = payment, Profile = new Profile { Tier = tier } };
        change?.Invoke(request);
        return request;
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
