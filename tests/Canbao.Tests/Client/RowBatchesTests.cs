using Canbao.Api;
using Canbao.Api.Client;
using Canbao.V1;
using Google.Protobuf;
using Resident = Canbao.Api.Client.Resident;

namespace Canbao.Tests.Client;

/// <summary>Rows of mixed years go out in batches that share one, and their answers come back in the rows' order.</summary>
public class RowBatchesTests
{
    private static readonly QuoteClientOptions Options = new() { Addresses = [new Uri("http://127.0.0.1:1")], BatchResidents = 100 };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(1_234)]
    public async Task Answers_AreInTheRowsOrder(int residents)
    {
        var random = new Random(residents);
        var rows = Enumerable.Range(0, residents).Select(i => new Resident
        {
            Profile = new Profile { Tier = "standard" }, BenefitYear = 2024 + (uint)random.Next(3), PolicyRevision = (uint)random.Next(2),
            PaymentDate = (uint)i,
        }).ToArray();
        await using var addresses = new AddressPool(Options);
        var pipeline = new BatchPipeline(Options, addresses);
        var batches = new RowBatches(Options, new ProfileTable(), pipeline);
        var dates = new List<uint>();
        var answers = batches.AnsweredAsync(AnsweredAsync(batches.FromAsync(rows.ToAsyncEnumerable(), default)));
        await foreach (var answer in answers) dates.Add((uint)answer.Quote!.FeeFen);
        Assert.Equal(rows.Select(r => r.PaymentDate), dates);

        async IAsyncEnumerable<PendingBatch> AnsweredAsync(IAsyncEnumerable<PendingBatch> asked)
        {
            await foreach (var batch in asked)
            {
                Assert.InRange(batch.Columns.ProfileIndex.Count, 1, Options.BatchResidents);
                Assert.Equal(1, batch.Columns.Profiles.Count);
                foreach (var date in PaymentDates(batch.Columns))
                    Assert.Equal((rows[date].BenefitYear, rows[date].PolicyRevision), (batch.Columns.BenefitYear, batch.Columns.PolicyRevision));
                batch.Complete(Reply(batch.Columns), new StreamAnswers(new AnswerMemory(0)));
                yield return batch;
                batch.Reset();
            }
        }
    }

    [Fact]
    public async Task LargeProfiles_MakeSmallBatches()
    {
        var options = Options with { BatchResidents = 65_536 };
        await using var addresses = new AddressPool(options);
        var rows = Enumerable.Range(0, 60_000).Select(i => new Resident { Profile = new Profile { Tier = new string('x', 500) + i }, PaymentDate = 1 });
        var batches = new RowBatches(options, new ProfileTable(), new BatchPipeline(options, addresses));
        var residents = 0;
        await foreach (var batch in batches.FromAsync(rows.ToAsyncEnumerable(), default))
        {
            residents += batch.Columns.ProfileIndex.Count;
            Assert.InRange(QuoteBatchCodec.ToMessage(batch.Columns).CalculateSize(), 1, 8 << 20);
        }
        Assert.Equal(60_000, residents);
    }

    [Fact]
    public async Task Rejects_NamingTheResident()
    {
        await using var addresses = new AddressPool(Options);
        var batches = new RowBatches(Options, new ProfileTable(), new BatchPipeline(Options, addresses));
        var rows = Enumerable.Range(0, 150).Select(i => new Resident { Profile = i == 123 ? null : new Profile(), PaymentDate = 1 });
        var thrown = await Assert.ThrowsAsync<ArgumentException>(async () =>
        {
            await foreach (var _ in batches.FromAsync(rows.ToAsyncEnumerable(), default)) { }
        });
        Assert.StartsWith("resident 123, counted from 0: a resident has neither", thrown.Message, StringComparison.Ordinal);
    }

    private static uint[] PaymentDates(QuoteBatchColumns batch) => batch.PaymentDateIndex.Count == 0
        ? batch.PaymentDates.Values.ToArray()
        : [.. batch.PaymentDateIndex.Values.ToArray().Select(i => batch.PaymentDates.Values[(int)i])];

    /// <summary>The fee of each is its payment date.</summary>
    private static QuoteBatchReplyColumns Reply(QuoteBatchColumns batch)
    {
        var reply = new QuoteBatchReplyColumns { BatchId = batch.BatchId };
        foreach (var date in batch.PaymentDates.Values)
        {
            var answer = new QuoteReply { Quote = new Quote { FeeFen = date } };
            reply.Distinct.Add(answer.ToByteArray());
        }
        reply.QuoteIndex = batch.PaymentDateIndex.Count > 0 ? batch.PaymentDateIndex.Values.ToArray() : new uint[batch.ProfileIndex.Count];
        return reply;
    }
}
