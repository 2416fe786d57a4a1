using Canbao.V1;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>Batches through the generated client, each answered before the next is sent.</summary>
internal static class Exchange
{
    internal static async Task<IReadOnlyList<QuoteBatchReply>> SendAsync(RunningServer server, params QuoteBatch[] batches)
    {
        using var call = server.Quotes.StreamQuotes(deadline: DateTime.UtcNow.AddMinutes(1));
        var replies = new List<QuoteBatchReply>();
        foreach (var batch in batches) replies.Add(await OneAsync(call, batch));
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
        return replies;
    }

    internal static async Task<QuoteBatchReply> OneAsync(AsyncDuplexStreamingCall<QuoteBatch, QuoteBatchReply> call, QuoteBatch batch)
    {
        // A write fails when the server has ended the stream; why it did is for the reader to find.
        var failed = await Record.ExceptionAsync(() => call.RequestStream.WriteAsync(batch));
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Null(failed);
        Assert.Equal(batch.BatchId, call.ResponseStream.Current.BatchId);
        return call.ResponseStream.Current;
    }

    /// <summary>The answer of each resident, in order.</summary>
    internal static IReadOnlyList<QuoteReply> PerResident(QuoteBatchReply reply)
    {
        Assert.Null(reply.Error);
        return [.. reply.QuoteIndex.Select(index => reply.Distinct[(int)index])];
    }
}
