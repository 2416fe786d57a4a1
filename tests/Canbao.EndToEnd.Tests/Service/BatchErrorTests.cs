using Canbao.Mapping;
using Canbao.V1;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>A batch that is bad as a whole: its error says why, and the stream goes on with the next batch.</summary>
[Collection(SharedServer.Name)]
public class BatchErrorTests(RunningServer server)
{
    private const StatusCode Invalid = StatusCode.InvalidArgument;

    private static readonly Dictionary<string, (Action<QuoteBatch> Change, StatusCode Code, string Field, string Says)> Bad = new()
    {
        ["ragged payment dates"] = (b => b.PaymentDateIndex.Add(0), Invalid, "payment_date_index", "1 values for 2 residents"),
        ["no payment date"] = (b => b.PaymentDates.Clear(), Invalid, "payment_dates", "missing"),
        ["dates without an index"] = (b => b.PaymentDates.Add(20241116), Invalid, "payment_date_index", "2 payment dates"),
        ["ragged birth dates"] = (b => b.BirthDate.AddRange([0, 0, 0]), Invalid, "birth_date", "3 values for 2 residents"),
        ["ragged event dates"] = (b => b.EventDate.AddRange([0, 0, 0]), Invalid, "event_date", "3 values for 2 residents"),
        ["ragged recognition dates"] = (b => b.IdentityRecognisedOn.AddRange([0, 0, 0]), Invalid, "identity_recognised_on", "3 values"),
        ["profile index out of range"] = (b => b.ProfileIndex[1] = 2, Invalid, "profile_index[1]", "2 is out of range; there are 2 profiles"),
        ["largest profile index"] = (b => b.ProfileIndex[1] = uint.MaxValue, Invalid, "profile_index[1]", "4294967295"),
        ["payment date index out of range"] = (b => b.PaymentDateIndex.AddRange([0, 1]), Invalid, "payment_date_index[1]", "1 is out of range"),
        ["rows and columns"] = (b => b.Rows.Add(Ask.Resident()), Invalid, "rows", "one of the two forms"),
        ["too many residents"] = (b => b.ProfileIndex.AddRange(new uint[65_535]), Invalid,
            "profile_index", "65537 residents in one batch; at most 65536"),
        ["unknown region"] = (b => b.Region = "990000", StatusCode.NotFound, "region", "there are policies for"),
        ["unknown year"] = (b => b.BenefitYear = 1999, StatusCode.NotFound, "benefit_year", "it has 2025"),
        ["unknown revision"] = (b => b.PolicyRevision = 77, StatusCode.NotFound, "policy_revision", "it has 1"),
        ["malformed region"] = (b => b.Region = "5002", Invalid, "region", "'5002'"),
    };

    public static TheoryData<string> Names => [.. Bad.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Rejects_AsTheBatchsError(string name)
    {
        var bad = Bad[name];
        var replies = await Exchange.SendAsync(server, Ask.Columns(1), Ask.Columns(2, bad.Change), Ask.Columns(3));
        Assert.Equal((int)bad.Code, replies[1].Error.Code);
        Violations.AssertNames(bad.Field, bad.Says, replies[1].Error);
        Assert.Empty(replies[1].Distinct);
        Assert.Empty(replies[1].QuoteIndex);
        foreach (var good in new[] { replies[0], replies[2] })
        {
            Ask.AssertFee(400_00, Exchange.PerResident(good)[0]);
            Ask.AssertFee(40_00, Exchange.PerResident(good)[1]);
        }
    }

    [Fact]
    public async Task Rejects_TooManyRows()
    {
        var replies = await Exchange.SendAsync(server, Ask.Rows(1, [.. Enumerable.Repeat(Ask.Resident(), 65_537)]), Ask.Columns(2));
        Violations.AssertNames("rows", "65537 rows in one batch; at most 65536", replies[0].Error);
        Assert.Null(replies[1].Error);
    }

    [Fact]
    public async Task Rejects_ReplyOverTheLimit()
    {
        await using var small = await RunningServer.StartAsync(new ServiceLimits { MaxReplyBytes = 600 });
        var many = Ask.Columns(1, b => b.ProfileIndex.AddRange(Enumerable.Repeat(1u, 600)));
        var replies = await Exchange.SendAsync(small, many, Ask.Rows(2, Ask.Resident()));
        Violations.AssertNames("batch", "at most 600 are sent: split the batch", replies[0].Error);
        Assert.Null(replies[1].Error);
    }

    [Fact]
    public async Task Accepts_EmptyBatch()
    {
        var replies = await Exchange.SendAsync(server, new QuoteBatch { BatchId = ulong.MaxValue }, Ask.Columns(2));
        Assert.Empty(Exchange.PerResident(replies[0]));
        Assert.Equal(2, Exchange.PerResident(replies[1]).Count);
    }

    [Fact]
    public async Task Accepts_AsManyResidentsAsAllowed()
    {
        var reply = (await Exchange.SendAsync(server, Ask.Columns(1, b => b.ProfileIndex.AddRange(new uint[65_534])))).Single();
        Assert.Equal(65_536, reply.QuoteIndex.Count);
        Assert.Equal(2, reply.Distinct.Count);
    }
}
