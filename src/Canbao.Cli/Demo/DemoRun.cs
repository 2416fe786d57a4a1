using System.Diagnostics;
using System.Threading.Channels;
using Canbao.Api;
using Canbao.Cli.Generation;
using Canbao.Cli.Totals;
using Grpc.Core;

namespace Canbao.Cli.Demo;

/// <summary>Streams generated residents through a running service and adds up the answers.</summary>
public sealed class DemoRun(CallInvoker invoker, ResidentGenerator generator)
{
    public const int ChunkResidents = 16_384;

    // Chunks on their way: enough to keep both sides busy, few enough to bound memory.
    private const int InFlight = 4;

    /// <summary>Quotes residents 0 to count - 1; reports how many are answered after every batch.</summary>
    public async Task<TimeSpan> QuoteAsync(long count, AnswerTotals totals, Action<long> progress, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        using var call = invoker.AsyncDuplexStreamingCall(QuoteBinding.StreamQuotes, null, new CallOptions(cancellationToken: stop));
        var chunks = Channel.CreateBounded<IReadOnlyList<DemoBatch>>(InFlight);
        var writing = WriteAsync(call.RequestStream, count, chunks.Writer, stop);
        await foreach (var chunk in chunks.Reader.ReadAllAsync(stop))
        {
            var parts = new List<(QuoteBatchReplyColumns, int[])>(chunk.Count);
            foreach (var batch in chunk) parts.Add((await ReplyAsync(call.ResponseStream, stop), batch.Places));
            totals.Add(parts);
            progress(totals.Residents);
        }
        await writing;
        return clock.Elapsed;
    }

    private static async Task<QuoteBatchReplyColumns> ReplyAsync(IAsyncStreamReader<QuoteBatchReplyColumns> replies, CancellationToken stop)
    {
        if (!await replies.MoveNext(stop)) throw new RpcException(new Status(StatusCode.Internal, "the service ended the stream before all answers came"));
        var reply = replies.Current;
        if (reply.Error is { } error) throw new RpcException(new Status((StatusCode)error.Code, $"batch {reply.BatchId}: {error.Message}"));
        return reply;
    }

    private async Task WriteAsync(
        IClientStreamWriter<QuoteBatchColumns> requests, long count, ChannelWriter<IReadOnlyList<DemoBatch>> chunks, CancellationToken stop)
    {
        try
        {
            var id = 0UL;
            for (long first = 0; first < count; first += ChunkResidents)
            {
                var chunk = BatchBuilder.Build(generator, first, (int)Math.Min(ChunkResidents, count - first), id);
                id += (ulong)chunk.Count;
                await chunks.WriteAsync(chunk, stop);
                foreach (var batch in chunk) await requests.WriteAsync(batch.Columns, stop);
            }
            await requests.CompleteAsync();
        }
        finally
        {
            chunks.Complete();
        }
    }
}
