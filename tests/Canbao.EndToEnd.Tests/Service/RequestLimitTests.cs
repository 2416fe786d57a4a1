using Canbao.Mapping;
using Canbao.V1;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>A question about one resident is small, a batch is not; each has its own limit.</summary>
[Collection(SharedServer.Name)]
public class RequestLimitTests(RunningServer server)
{
    private static readonly string TooLong = new('x', ServiceLimits.MaxRequestBytes);

    // A body that is too large is told by Kestrel, of which grpc-dotnet makes UNKNOWN.
    private static readonly StatusCode[] Refusals = [StatusCode.ResourceExhausted, StatusCode.Unknown];

    [Fact]
    public async Task Rejects_AQuestionAboutOneResident_OfTheSizeOfABatch()
    {
        var request = Ask.Resident(r => r.Profile.Identities.Add(TooLong));
        var quotes = server.Quotes;
        foreach (var refused in (Func<Task>[])[
            async () => await quotes.QuoteAsync(request),
            async () => await quotes.ExplainAsync(request),
            async () => await quotes.GetCalendarAsync(request)])
            Assert.Contains((await Assert.ThrowsAsync<RpcException>(refused)).StatusCode, Refusals);
    }

    [Fact]
    public async Task Accepts_ABatch_ThatIsLargerThanAQuestion()
    {
        using var call = server.Quotes.StreamQuotes();
        var rows = Enumerable.Repeat(Ask.Resident(), 4_000).ToArray();
        var batch = Ask.Rows(1, rows);
        Assert.True(batch.CalculateSize() > ServiceLimits.MaxRequestBytes);
        Assert.Equal(rows.Length, (await Exchange.OneAsync(call, batch)).QuoteIndex.Count);
    }
}
