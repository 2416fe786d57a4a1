using System.Buffers;
using Canbao.Api;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.V1;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using RejectCodes = Canbao.Policies.RejectCodes;

namespace Canbao.Tests.Server;

/// <summary>Bad rows and bad batches are answers: nothing else is lost with them.</summary>
public sealed class BatchServiceTests : IDisposable
{
    private readonly PlanCache _plans = new();
    private readonly BatchExchange _service;

    public BatchServiceTests() => _service = Service(new ServiceLimits());

    public void Dispose() => _plans.Dispose();

    public static TheoryData<string, string, StatusCode> BadRows => new()
    {
        { "tier", "tier9", StatusCode.InvalidArgument },
        { "identities[0]", "no_such_identity", StatusCode.InvalidArgument },
        { "payment_date", "20250230", StatusCode.InvalidArgument },
        { "birth_date", "20991231", StatusCode.InvalidArgument },
        { "event_date", "20250001", StatusCode.InvalidArgument },
        { "gap_years", "101", StatusCode.InvalidArgument },
        { "profile", "missing", StatusCode.InvalidArgument },
        { "region", "990000", StatusCode.NotFound },
        { "benefit_year", "1999", StatusCode.NotFound },
        { "policy_revision", "77", StatusCode.NotFound },
        { "circumstance", "99", StatusCode.InvalidArgument },
    };

    [Theory]
    [MemberData(nameof(BadRows))]
    public void BadRow_IsItsOwnErrorAndItsNeighboursAreQuoted(string field, string value, StatusCode code)
    {
        var bad = Row();
        switch (field)
        {
            case "tier": bad.Profile.Tier = value; break;
            case "identities[0]": bad.Profile.Identities.Add(value); break;
            case "payment_date": bad.PaymentDate = 20250230; break;
            case "birth_date": bad.BirthDate = 20991231; break;
            case "event_date": bad.EventDate = 20250001; break;
            case "gap_years": bad.Profile.GapYears = 101; break;
            case "profile": bad.Profile = null; break;
            case "region": bad.Region = value; break;
            case "benefit_year": bad.BenefitYear = 1999; break;
            case "policy_revision": bad.PolicyRevision = 77; break;
            case "circumstance": bad.Profile.Circumstance = (Circumstance)99; break;
        }
        var reply = _service.Answer(new QuoteBatch { BatchId = 5, Rows = { Row(), bad, Row() } });
        Assert.Null(reply.Error);
        Assert.Equal(5UL, reply.BatchId);
        Assert.Equal(40_000, Answer(reply, 0).Quote.FeeFen);
        Assert.Equal(40_000, Answer(reply, 2).Quote.FeeFen);
        var error = Answer(reply, 1).Error;
        Assert.Equal((int)code, error.Code);
        Assert.Contains(value, error.Message, StringComparison.Ordinal);
        Assert.Equal(field, Assert.Single(error.Details[0].Unpack<BadRequest>().FieldViolations).Field);
    }

    [Fact]
    public void BadRow_ReportsAllItsProblems()
    {
        var bad = Row();
        bad.Profile.Tier = "x";
        bad.Profile.GapYears = uint.MaxValue;
        bad.Profile.Identities.AddRange(["orphan", "orphan"]);
        var error = Answer(_service.Answer(new QuoteBatch { Rows = { bad } }), 0).Error;
        Assert.Equal(["tier", "identities[1]", "gap_years"], error.Details[0].Unpack<BadRequest>().FieldViolations.Select(v => v.Field));
        Assert.Equal([RejectCodes.TierUnknown, RejectCodes.IdentityTwice, RejectCodes.YearsOutOfRange],
            error.Details[0].Unpack<BadRequest>().FieldViolations.Select(v => v.Reason));
    }

    [Fact]
    public void Rejects_ProfileOver512Bytes()
    {
        var bad = Row();
        for (var i = 0; i < 16; i++) bad.Profile.Identities.Add(new string('x', 40));
        Assert.Contains("at most 512", Answer(_service.Answer(new QuoteBatch { Rows = { bad } }), 0).Error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, QuoteBatch> BadBatches => new()
    {
        { "rows", new() { Rows = { Row() }, ProfileIndex = { 0 } } },
        { "payment_dates", Columns(dates: []) },
        { "payment_date_index", Columns(dates: [20241120, 20241121]) },
        { "payment_date_index", Columns(dateIndex: [0]) },
        { "payment_date_index[1]", Columns(dateIndex: [0, 1, 0]) },
        { "profile_index[2]", Columns(profileIndex: [0, 0, 7]) },
        { "birth_date", Columns(birth: [20200101, 20200102]) },
        { "profile_index", Columns(profileIndex: new uint[65_537]) },
    };

    [Theory]
    [MemberData(nameof(BadBatches))]
    public void BadBatch_IsTheBatchsError(string field, QuoteBatch batch)
    {
        var reply = _service.Answer(batch);
        Assert.Equal((int)StatusCode.InvalidArgument, reply.Error!.Code);
        Assert.Equal(field, reply.Error.Details[0].Unpack<BadRequest>().FieldViolations[0].Field);
        Assert.Empty(reply.Distinct);
    }

    [Theory]
    [InlineData("990000", 2025, 0, "500230")]
    [InlineData("500230", 2031, 0, "2025")]
    [InlineData("500230", 2025, 3, "it has 1")]
    public void BatchOfUnknownPolicy_IsNotFoundNamingWhatExists(string region, uint year, uint revision, string exists)
    {
        var error = _service.Answer(Columns(region: region, year: year, revision: revision)).Error!;
        Assert.Equal((int)StatusCode.NotFound, error.Code);
        Assert.Contains(exists, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reply_OverFourMegabytesAsksToSplit()
    {
        // Every resident has an answer of its own: an error that names its tier.
        var profiles = Enumerable.Range(0, 40_000).Select(i => new Profile { Tier = $"tier_{i}" }).ToArray();
        var reply = _service.Answer(new QuoteBatch
        {
            Region = "500230",
            BenefitYear = 2025,
            Profiles = { profiles },
            ProfileIndex = { Enumerable.Range(0, profiles.Length).Select(i => (uint)i) },
            PaymentDates = { 20241120 },
        });
        Assert.Contains("split the batch", reply.Error!.Message, StringComparison.Ordinal);
    }

    /// <summary>Four million empty profiles fit into one message; none of them may be looked at.</summary>
    [Fact]
    public void Rejects_TooManyProfilesAtOnce()
    {
        var empty = new Profile();
        var bytes = new ReadOnlySequence<byte>(
            new QuoteBatch { Region = "500230", BenefitYear = 2025, Profiles = { Enumerable.Repeat(empty, 4_000_000) } }.ToByteArray());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reply = _service.Answer(QuoteBatchCodec.Read(bytes));
        Assert.Contains("4000000 profiles", reply.Error!.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40_000_000);
    }

    /// <summary>Profiles whose fields add up to the same must not make the dictionary slow.</summary>
    [Fact]
    public void Rows_ChosenToCollideAreStillQuick()
    {
        var rows = Enumerable.Range(0, 30_000).Select(i => Row()).ToArray();
        for (var i = 0; i < rows.Length; i++) (rows[i].Profile.GapYears, rows[i].Profile.ContinuousYears) = ((uint)i, (uint)i);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var reply = Service(new ServiceLimits { MaxReplyBytes = int.MaxValue }).Answer(new QuoteBatch { Rows = { rows } });
        Assert.Equal(rows.Length, reply.QuoteIndex.Count);
        // It took ten seconds with the messages' own hash, and takes a fraction of one.
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public void Rows_ReportWhatACallReports()
    {
        var bad = Row();
        (bad.Profile.Tier, bad.PaymentDate, bad.BirthDate) = ("tier9", 20250230, 1);
        var error = Answer(_service.Answer(new QuoteBatch { Rows = { bad } }), 0).Error;
        Assert.Equal(["tier", "payment_date", "birth_date"], error.Details[0].Unpack<BadRequest>().FieldViolations.Select(v => v.Field));
    }

    [Fact]
    public void RowsThatNameTheirOwnPolicy_NeedNoneOfTheBatch()
    {
        var reply = _service.Answer(new QuoteBatch { Region = "990000", BenefitYear = 2025, Rows = { Row() } });
        Assert.Equal(40_000, Answer(reply, 0).Quote.FeeFen);
    }

    [Fact]
    public void EmptyBatch_HasAnEmptyReply()
    {
        var reply = _service.Answer(new QuoteBatch { BatchId = 9 });
        Assert.Null(reply.Error);
        Assert.Empty(reply.QuoteIndex);
    }

    /// <summary>Profiles that nobody has are still read, and nothing else is needed with them.</summary>
    [Fact]
    public void ProfilesWithoutResidents_HaveAnEmptyReply()
    {
        var reply = _service.Answer(new QuoteBatch { Region = "500230", BenefitYear = 2025, Profiles = { new Profile { Tier = "tier1" } } });
        Assert.Null(reply.Error);
        Assert.Empty(reply.QuoteIndex);
    }

    [Fact]
    public void OneValueForAll_HoldsForEveryResident()
    {
        var batch = new QuoteBatch
        {
            Region = "500230", BenefitYear = 2025, Profiles = { new Profile { Tier = "tier2", Identities = { "martyr_child_60_plus" } } },
            ProfileIndex = { 0, 0 }, PaymentDates = { 20241015 }, BirthDate = { 19641016 },
        };
        var reply = _service.Answer(batch);
        Assert.Equal([0u, 0u], reply.QuoteIndex);
        Assert.Equal(77_500, Assert.Single(reply.Distinct).Quote.FeeFen);
    }

    private BatchExchange Service(ServiceLimits limits) => new(TestPolicies.Book, _plans, limits);

    private static QuoteReply Answer(QuoteBatchReply reply, int row) => reply.Distinct[(int)reply.QuoteIndex[row]];

    private static QuoteRequest Row() => new() { Region = "500230", BenefitYear = 2025, Profile = new Profile { Tier = "tier1" },
        PaymentDate = 20241120 };

    private static QuoteBatch Columns(
        uint[]? profileIndex = null, uint[]? dates = null, uint[]? dateIndex = null, uint[]? birth = null, string region = "500230",
            uint year = 2025, uint revision = 0) => new()
    {
        Region = region, BenefitYear = year, PolicyRevision = revision, Profiles = { new Profile { Tier = "tier1" } },
        ProfileIndex = { profileIndex ?? [0, 0, 0] },
        PaymentDates = { dates ?? [20241120] }, PaymentDateIndex = { dateIndex ?? [] }, BirthDate = { birth ?? [] },
    };
}
