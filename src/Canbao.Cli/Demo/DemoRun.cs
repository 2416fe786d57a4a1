using System.Diagnostics;
using System.Threading.Channels;
using Canbao.Api;
using Canbao.Cli.Generation;
using Grpc.Core;

namespace Canbao.Cli.Demo;

/// <summary>Streams generated residents through a running service and adds up the answers.</summary>
public sealed class DemoRun(CallInvoker invoker, ResidentGenerator generator)
{
    public const int BatchResidents = 16_384;

    // Batches on their way: enough to keep both sides busy, few enough to bound memory.
    private const int InFlight = 4;

    /// <summary>Quotes residents 0 to count - 1; reports how many are answered after every batch.</summary>
    public async Task<TimeSpan> QuoteAsync(long count, DemoTotals totals, Action<long> progress, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        using var call = invoker.AsyncDuplexStreamingCall(QuoteBinding.StreamQuotes, null, new CallOptions(cancellationToken: stop));
        var places = Channel.CreateBounded<bool>(InFlight);
        var writing = WriteAsync(call.RequestStream, count, places.Writer, stop);
        while (await call.ResponseStream.MoveNext(stop))
        {
            var reply = call.ResponseStream.Current;
            if (reply.Error is { } error) throw new RpcException(new Status((StatusCode)error.Code, $"batch {reply.BatchId}: {error.Message}"));
            await places.Reader.ReadAsync(stop);
            totals.Add(reply);
            progress(totals.Residents);
        }
        await writing;
        return clock.Elapsed;
    }

    private async Task WriteAsync(IClientStreamWriter<QuoteBatchColumns> requests, long count, ChannelWriter<bool> places, CancellationToken stop)
    {
        for (long first = 0, id = 0; first < count; first += BatchResidents, id++)
        {
            var batch = BatchBuilder.Build(generator, first, (int)Math.Min(BatchResidents, count - first), (ulong)id);
            await places.WriteAsync(true, stop);
            await requests.WriteAsync(batch, stop);
        }
        await requests.CompleteAsync();
    }
}
