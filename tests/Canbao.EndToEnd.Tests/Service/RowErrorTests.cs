using Canbao.V1;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>A bad resident: an error of the row in a batch, the status of a unary call. The neighbours are quoted all the same.</summary>
[Collection(SharedServer.Name)]
public class RowErrorTests(RunningServer server)
{
    private const StatusCode Invalid = StatusCode.InvalidArgument, Unknown = StatusCode.NotFound;

    // The bad resident, the status, the field that is named, and what the text says about it.
    private static readonly Dictionary<string, (Action<QuoteRequest> Change, StatusCode Code, string Field, string Says)> Bad = new()
    {
        ["unknown identity"] = (r => r.Profile = Ask.Profile("orphan", "no_such_identity"), Invalid, "identities[1]", "no_such_identity"),
        ["identity given twice"] = (r => r.Profile = Ask.Profile("orphan", "orphan"), Invalid, "identities[1]", "orphan"),
        ["tier not in the policy"] = (r => r.Profile.Tier = "tier9", Invalid, "tier", "'tier9' is not a tier of 500230/2025"),
        ["no tier"] = (r => r.Profile.Tier = "", Invalid, "tier", "tier1, tier2"),
        ["too many gap years"] = (r => r.Profile.GapYears = uint.MaxValue, Invalid, "gap_years", "0 to 100"),
        ["circumstance out of range"] = (r => r.Profile.Circumstance = (Circumstance)99, Invalid, "circumstance", "99"),
        ["30 February"] = (r => r.PaymentDate = 20250230, Invalid, "payment_date", "20250230"),
        ["no payment date"] = (r => r.PaymentDate = 0, Invalid, "payment_date", "missing"),
        ["birth date out of range"] = (r => r.BirthDate = uint.MaxValue, Invalid, "birth_date", "4294967295"),
        ["payment before birth"] = (r => r.BirthDate = 20241116, Invalid, "birth_date", "20241116 is after the payment date 20241115"),
        ["event after payment"] = (r => r.EventDate = 20250101, Invalid, "event_date", "20250101"),
        ["no profile"] = (r => r.Profile = null, Invalid, "profile", "missing"),
        ["profile too large"] = (r => r.Profile.Addons.AddRange(Enumerable.Repeat(new string('x', 60), 9)), Invalid, "profile", "at most 512"),
        ["malformed region"] = (r => r.Region = "5002", Invalid, "region", "'5002'"),
        ["unknown region"] = (r => r.Region = "990000", Unknown, "region", "there are policies for"),
        ["unknown region of the profile"] = (r => r.Profile.Region = "990000", Unknown, "region", "there are policies for"),
        ["unknown year"] = (r => r.BenefitYear = 1999, Unknown, "benefit_year", "it has 2025"),
        ["unknown revision"] = (r => r.PolicyRevision = 77, Unknown, "policy_revision", "500230/2025 has no revision 77; it has 1"),
    };

    public static TheoryData<string> Names => [.. Bad.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Rejects_AsTheRowsError(string name)
    {
        var bad = Bad[name];
        var batch = Ask.Rows(7, Ask.Resident(), Ask.Resident(bad.Change), Ask.Resident(r => r.Profile.Tier = "tier2"));
        var reply = (await Exchange.SendAsync(server, batch)).Single();
        var answers = Exchange.PerResident(reply);
        Ask.AssertFee(400_00, answers[0]);
        Ask.AssertFee(775_00, answers[2]);
        Assert.Equal(QuoteReply.ResultOneofCase.Error, answers[1].ResultCase);
        Assert.Equal((int)bad.Code, answers[1].Error.Code);
        Violations.AssertNames(bad.Field, bad.Says, answers[1].Error);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Rejects_AsTheStatusOfAUnaryCall(string name)
    {
        var bad = Bad[name];
        var thrown = await Assert.ThrowsAsync<RpcException>(async () => await server.Quotes.QuoteAsync(Ask.Resident(bad.Change)));
        Assert.Equal(bad.Code, thrown.StatusCode);
        Assert.Equal(Violations.StatusOf(thrown).Message, thrown.Status.Detail);
        Violations.AssertNames(bad.Field, bad.Says, Violations.StatusOf(thrown));
    }

    [Fact]
    public async Task Rejects_EveryProblemAtOnce()
    {
        var request = Ask.Resident(r => (r.Profile.Tier, r.Profile.GapYears, r.PaymentDate) = ("tier9", 101, 20250230));
        var thrown = await Assert.ThrowsAsync<RpcException>(async () => await server.Quotes.QuoteAsync(request));
        Assert.Equal(["tier", "gap_years", "payment_date"], Violations.Of(Violations.StatusOf(thrown)).Select(v => v.Field));
    }

    [Fact]
    public async Task Rejects_HostileText_WithinWhatHeadersCarry()
    {
        var hostile = Enumerable.Range(0, 7).Select(i => $"{i}\r\nx\u0000\u202e" + new string('码', 16)).ToArray();
        var thrown = await Assert.ThrowsAsync<RpcException>(async () =>
            await server.Quotes.QuoteAsync(Ask.Resident(r => r.Profile = Ask.Profile(hostile))));
        Assert.Equal(Invalid, thrown.StatusCode);
        Assert.DoesNotContain(thrown.Status.Detail, char.IsControl);
        // What does not fit is counted: nobody must believe that the rest is right.
        var told = Violations.Of(Violations.StatusOf(thrown)).Count;
        Assert.InRange(told, 1, 6);
        Assert.EndsWith($"; and {7 - told} more", thrown.Status.Detail, StringComparison.Ordinal);
        Assert.InRange(Violations.StatusOf(thrown).CalculateSize(), 1, 768);
    }

    [Fact]
    public async Task Accepts_TownshipOfTheRegion()
    {
        var quote = await server.Quotes.QuoteAsync(Ask.Resident(r => r.Region = "500230101"));
        Assert.Equal(400_00, quote.FeeFen);
        Assert.Equal(Ask.Region, quote.Policy.Region);
    }
}
