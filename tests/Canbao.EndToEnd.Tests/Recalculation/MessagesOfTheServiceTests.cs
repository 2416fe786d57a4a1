using Canbao.Api;
using Canbao.Documents;
using Canbao.EndToEnd.Tests.Service;
using Canbao.Generation;
using Canbao.Recalculation;
using Canbao.V1;
using Google.Protobuf;

namespace Canbao.EndToEnd.Tests.Recalculation;

/// <summary>A file of replies holds what the service would send.</summary>
[Collection(SharedServer.Name)]
public class MessagesOfTheServiceTests(RunningServer server)
{
    [Fact]
    public async Task FileOfReplies_IsWhatTheServiceSends()
    {
        var book = PolicyFolder.LoadBook(RepositoryFolder.Policies);
        var batches = BatchBuilder.Build(ResidentGenerator.For(book, seed: 3), first: 0, count: 20_000, batchId: 1)
            .Select(b => QuoteBatchCodec.ToMessage(b.Columns))
            .Append(new QuoteBatch { BatchId = 90, Rows = { Ask.Resident(), Ask.Resident(r => r.PaymentDate = 20250230), new QuoteRequest() } })
            .Append(new QuoteBatch { BatchId = 91, ProfileIndex = { 7 } }).ToArray();
        using var sent = new MemoryStream();
        using var call = server.Quotes.StreamQuotes();
        foreach (var batch in batches)
        {
            await call.RequestStream.WriteAsync(batch);
            Assert.True(await call.ResponseStream.MoveNext(default));
            call.ResponseStream.Current.WriteDelimitedTo(sent);
        }
        await call.RequestStream.CompleteAsync();
        Assert.Equal(sent.ToArray(), Recalculated(batches));

        byte[] Recalculated(QuoteBatch[] messages)
        {
            using var job = new ServedJob(book, residents: 1);
            using (var file = File.Create(job.PathOf("in.pb")))
                foreach (var message in messages) message.WriteDelimitedTo(file);
            new RecalculationRun(book, new RecalculationOptions
            {
                Input = job.PathOf("in.pb"), Output = job.PathOf("out.pb"), Rejects = job.PathOf("rejects.csv"), Name = job.PathOf("out.pb"),
                Undetermined = job.PathOf("undetermined.csv"), Sheets = job.PathOf("sheets"),
            }).Run(_ => { }, default);
            return File.ReadAllBytes(job.PathOf("out.pb"));
        }
    }
}
