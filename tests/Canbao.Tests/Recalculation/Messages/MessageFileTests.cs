using Canbao.Api;
using Canbao.Engine;
using Canbao.Generation;
using Canbao.Mapping;
using Canbao.Recalculation;
using Canbao.Recalculation.Blocks;
using Canbao.V1;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace Canbao.Tests.Recalculation.Messages;

/// <summary>Files of batches: each with its reply, or its residents as rows of a CSV file; damage is told with its place.</summary>
public class MessageFileTests
{
    private const int Residents = 40_000;

    /// <summary>The bad batches and bad rows of the contract among good ones, in both forms.</summary>
    private static List<QuoteBatch> Batches
    {
        get
        {
            var generator = new ResidentGenerator(TestPolicies.Book.Policies, seed: 9);
            var batches = BatchBuilder.Build(generator, first: 0, count: 3_000, batchId: 1).Select(b => QuoteBatchCodec.ToMessage(b.Columns)).ToList();
            foreach (var batch in batches) batch.AnswersOnce = true;
            batches.Add(new QuoteBatch { BatchId = 70, Region = "500230", BenefitYear = 2025, Rows = { BadRows } });
            batches.Add(new QuoteBatch { BatchId = 71, BenefitYear = 2025, Profiles = { Adult }, ProfileIndex = { 0, 1 }, PaymentDates = { 20241101 } });
            batches.Add(new QuoteBatch { BatchId = 72, Region = "500999", BenefitYear = 2025, Rows = { Row(20241101), Row(20241101) } });
            batches.Add(new QuoteBatch { BatchId = 73, Rows = { Row(20241101) }, ProfileIndex = { 0 } });
            batches.Add(new QuoteBatch { BatchId = 74 });
            batches.Add(new QuoteBatch { BatchId = 75, Region = "500230", BenefitYear = 2025, Rows = { Row(20241101) } });
            return batches;
        }
    }

    private static Profile Adult => new() { Tier = "tier1" };

    private static QuoteRequest[] BadRows =>
    [
        Row(20241101), Row(20250230), Row(20241101, p => p.Tier = "tier9"), new() { PaymentDate = 20241101 }, Row(0, p => p.GapYears = 101),
        Row(20241101, p => p.Addons.Add(Enumerable.Range(0, 9).Select(i => $"{i}{new string('x', 60)}"))),
        Row(20241101, p => (p.Tier, p.GapYears) = ("tier9", 400), r => r.BirthDate = 20990101), Row(20241101, p => p.Region = "000000"),
    ];

    [Fact]
    public void Replies_AreThoseOfTheService()
    {
        using var job = new MessageJob(Batches);
        var totals = job.Run("out.pb");
        using var plans = new PlanCache();
        using var expected = new MemoryStream();
        var service = new BatchService(new PolicyBookHolder(TestPolicies.Book), new BatchQuoter(plans), new ServiceLimits(),
            new Defects(NullLogger<Defects>.Instance));
        // A stream that begins anew sends every answer.
        foreach (var batch in Batches) QuoteBatchCodec.ToMessage(service.Open().Answer(QuoteBatchCodec.FromMessage(batch))).WriteDelimitedTo(expected);
        Assert.Equal(expected.ToArray(), File.ReadAllBytes(job.PathOf("out.pb")));
        Assert.Equal((3_002, 13), (totals.Answered, totals.Rejected));
    }

    [Fact]
    public void Rejects_HaveRowFieldValueAndReason()
    {
        using var job = new MessageJob(Batches);
        job.Run("out.pb");
        job.Run("out.csv");
        string[] expected =
        [
            "3002,payment_date,20250230,", "3003,tier,tier9,", "3004,profile,,missing", "3005,gap_years,101,", "3005,payment_date,,missing",
            "3006,profile,,", "3007,tier,tier9,", "3007,gap_years,400,", "3007,birth_date,20990101,", "3008,region,000000,",
            "3009,profile_index[1],,", "3011,region,,", "3013,rows,,",
        ];
        var rejects = job.Rejects("out.pb");
        Assert.Equal(expected.Length, rejects.Length);
        Assert.All(expected.Zip(rejects), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Contains("none of the 2 residents of this batch is answered", rejects[^2], StringComparison.Ordinal);
        Assert.Equal(rejects, job.Rejects("out.csv"));
    }

    [Fact]
    public void Rows_AreThoseOfTheSameResidentsInCsv()
    {
        using var csv = new MemoryStream();
        ResidentFile.Write(csv, new ResidentGenerator(TestPolicies.Book.Policies, seed: 9), Residents, _ => { }, default);
        var expected = Recalculated.Of(TestPolicies.Book, csv.ToArray());
        using var job = new MessageJob(MessageJob.Generated(Residents));
        var (rows, messages) = (job.Run("out.csv"), job.Run("out.pb"));
        Assert.Equal(expected.Totals.ToJson().ToJsonString(), rows.ToJson().ToJsonString());
        Assert.Equal(expected.Totals.ToJson().ToJsonString(), messages.ToJson().ToJsonString());
        Assert.Equal(expected.Quotes[1..].Select((line, i) => $"{i + 1}{line[line.IndexOf(',', StringComparison.Ordinal)..]}"),
            File.ReadAllLines(job.PathOf("out.csv"))[1..]);
        Assert.Equal([.. Enumerable.Range(1, 3).Select(id => (ulong)id)], job.Replies("out.pb").Select(r => r.BatchId));
    }

    /// <summary>A message of more residents than are answered at once, and one date for all.</summary>
    [Fact]
    public void LongBatch_KeepsItsOrder()
    {
        var batch = new QuoteBatch { Region = "500230", BenefitYear = 2025, PaymentDates = { 20241101 }, BirthDate = { 19800101 } };
        batch.Profiles.Add([Adult, new Profile { Tier = "tier2" }]);
        batch.ProfileIndex.Add(Enumerable.Range(0, Residents).Select(i => i % 7 == 0 ? 1u : 0));
        using var job = new MessageJob([batch]);
        Assert.Equal((Residents, 0), (job.Run("out.csv").Answered, job.Rejects("out.csv").Length));
        var standards = File.ReadAllLines(job.PathOf("out.csv"))[1..].Select(line => line.Split(',')[6]);
        Assert.Equal(Enumerable.Range(0, Residents).Select(i => i % 7 == 0 ? "77500" : "40000"), standards);
    }

    [Theory]
    [InlineData("out.pb")]
    [InlineData("out.csv")]
    public void StoppedJob_GoesOnToTheSameBytes(string output)
    {
        var batches = Enumerable.Range(0, 20).SelectMany(_ => Batches).ToList();
        using var job = new MessageJob(batches);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => job.Run(output, partRows: 2_000, StopAt, stop.Token));
        var rows = 0L;
        var totals = job.Run(output, partRows: 2_000, progress => rows = progress.Rows);
        Assert.InRange(rows, 1, totals.Rows - 10_000);
        var resumed = File.ReadAllBytes(job.PathOf(output));
        var rejects = job.Rejects(output);
        var whole = job.Run($"whole.{output}");
        Assert.Equal(whole.ToJson().ToJsonString(), totals.ToJson().ToJsonString());
        Assert.Equal(File.ReadAllBytes(job.PathOf($"whole.{output}")), resumed);
        Assert.Equal(job.Rejects($"whole.{output}"), rejects);

        void StopAt(RunProgress progress)
        {
            if (progress.Rows >= 12_000) stop.Cancel();
        }
    }

    /// <summary>The replies of shards, one behind the other, are those of the whole; a shard begins with a message.</summary>
    [Fact]
    public void Shards_HaveTheirMessages()
    {
        using var job = new MessageJob(Enumerable.Range(0, 5).SelectMany(_ => Batches));
        job.Run("out.pb");
        var shards = Enumerable.Range(1, 3).Select(number => new Shard(number, 3)).ToList();
        foreach (var shard in shards) job.RunShard("share.pb", shard);
        Assert.Equal(File.ReadAllBytes(job.PathOf("out.pb")), shards.SelectMany(s => File.ReadAllBytes(job.PathOf($"share.pb{s.Suffix}"))).ToArray());
        Assert.Equal(job.Rejects("out.pb"), File.ReadAllLines(job.PathOf("share.pb.rejects" + shards[0].Suffix))[1..]
            .Concat(shards[1..].SelectMany(s => File.ReadAllLines(job.PathOf($"share.pb.rejects{s.Suffix}")))));
    }

    public static TheoryData<string, byte[], string> Damage => new()
    {
        { "cut message", MessageJob.Generated(20)[..^1], "the message at byte 0 has" },
        { "second one cut", [.. Good, .. Good[..^3]],
            $"the message at byte {Good.Length} has {Good.Length - 1} bytes, and the file ends after {Good.Length - 4} of them" },
        { "cut length", [.. Good, 0x80], $"the message at byte {Good.Length} has no whole length before it" },
        { "endless length", [.. Good, .. Enumerable.Repeat((byte)0xFF, 12)], $"the message at byte {Good.Length} has no length" },
        { "length too large", [0x81, 0x80, 0x80, 0x04], "the message at byte 0 has 8388609 bytes; at most 8388608 are allowed" },
        { "a CSV file", [.. Enumerable.Repeat("id,region,benefit_year,payment_date,tier\n"u8.ToArray(), 9).SelectMany(line => line)], "is no QuoteBatch" },
        { "another message", [4, 0xA2, 0x06, 1, 0x78], "the message at byte 0 is no QuoteBatch: it has none of its fields" },
        { "a row that is none", [.. Good, 4, 0x2A, 2, 0x22, 9], $"the message at byte {Good.Length} is no QuoteBatch" },
        { "a profile that is none", [.. Good, 12, 0x32, 1, 0x0A, 0x3A, 1, 0, 0x42, 4, .. Date], $"the message at byte {Good.Length} is no QuoteBatch" },
    };

    private static byte[] Date => [0xCD, 0xB5, 0xD3, 0x09];

    private static byte[] Good => MessageJob.Bytes([new QuoteBatch { Region = "500230", BenefitYear = 2025, Rows = { Row(20241101) } }]);

    [Theory]
    [MemberData(nameof(Damage))]
    public void Damage_IsToldWithItsPlace(string what, byte[] file, string says)
    {
        using var job = new MessageJob(file);
        foreach (var output in (string[])["out.pb", "out.csv"])
            Assert.True(Assert.Throws<InvalidDataException>(() => job.Run(output)).Message.Contains(says, StringComparison.Ordinal), what);
        Assert.False(File.Exists(job.PathOf("out.pb")));
    }

    [Fact]
    public void PartsBeforeDamage_AreKept()
    {
        var good = MessageJob.Generated(50_000);
        using var job = new MessageJob([.. good, 1]);
        Assert.Throws<InvalidDataException>(() => job.Run("out.pb", partRows: 1));
        var again = 0L;
        Assert.Throws<InvalidDataException>(() => job.Run("out.pb", partRows: 1, progress => again = progress.Rows));
        Assert.InRange(again, 0, 49_999);
    }

    [Fact]
    public void EmptyFile_HasNoReplies()
    {
        using var job = new MessageJob(Array.Empty<byte>());
        Assert.Equal(0, job.Run("out.pb").Rows);
        Assert.Equal(0, new FileInfo(job.PathOf("out.pb")).Length);
    }

    private static QuoteRequest Row(uint payment, Action<Profile>? profile = null, Action<QuoteRequest>? row = null)
    {
        var request = new QuoteRequest { Profile = Adult, PaymentDate = payment };
        profile?.Invoke(request.Profile);
        row?.Invoke(request);
        return request;
    }
}
