using System.Globalization;
using Canbao.EndToEnd.Tests.Malformed;
using Canbao.EndToEnd.Tests.Service;
using Canbao.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Canbao.EndToEnd.Tests.Launcher;

/// <summary>
/// The service as a process of its own, under calls that come to nothing: it goes on, and its memory is bounded. Nobody reads its log,
/// which becomes longer than the pipe that it is written to.
/// </summary>
[Collection(AloneCollection.Name)]
public class FloodTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Streams = 10_000;
    private const int Burst = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const long Mebibyte = 1 << 20;

    /// <summary>Less than a KiB for each of 80,000 streams; what the service keeps of a live one is more.</summary>
    private const long MaxGrowth = 64 * Mebibyte;

    public ValueTask InitializeAsync() => new(Launcher.PrepareAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task MemoryOfTheProcess_ComesBack()
    {
        await using var service = await LaunchedService.StartAsync();
        using var channel = GrpcChannel.ForAddress(service.Address);
        var quotes = new QuoteService.QuoteServiceClient(channel);
        await FloodAsync(service, quotes);
        var before = ResidentBytes(service);
        for (var round = 0; round < 2; round++) await FloodAsync(service, quotes);
        var after = ResidentBytes(service);
        output.WriteLine($"{before / Mebibyte} MiB, then {after / Mebibyte} MiB");
        Assert.Equal(400_00, (await quotes.QuoteAsync(Ask.Resident(), deadline: DateTime.UtcNow + Patience)).FeeFen);
        Assert.True(after < before + MaxGrowth, $"{(after - before) / Mebibyte} MiB more");
    }

    private static async Task FloodAsync(LaunchedService service, QuoteService.QuoteServiceClient quotes)
    {
        await ResetAsync(service.Address, "StreamQuotes", []);
        await ResetAsync(service.Address, "StreamQuotes", [0, 0, 0, 1, 0, 42]);
        await ResetAsync(service.Address, "Quote", [0, 0, 0, 1, 0, 42]);
        await CancelAsync(quotes);
    }

    private static async Task CancelAsync(QuoteService.QuoteServiceClient quotes)
    {
        for (var begun = 0; begun < Streams; begun += Burst)
        {
            using var cancel = new CancellationTokenSource();
            var options = new CallOptions(deadline: DateTime.UtcNow.AddHours(1), cancellationToken: cancel.Token);
            var burst = Enumerable.Range(0, Burst).Select(_ => quotes.StreamQuotes(options)).ToList();
            var waiting = burst.Select(call => call.ResponseStream.MoveNext()).ToList();
            await cancel.CancelAsync();
            foreach (var reply in waiting)
            {
                Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => reply.WaitAsync(Patience))).StatusCode);
            }
            burst.ForEach(call => call.Dispose());
        }
    }

    private static async Task ResetAsync(Uri address, string method, byte[] partOfAMessage)
    {
        var headers = Http2Bytes.Call("", (":path", $"/canbao.v1.QuoteService/{method}"), ("grpc-timeout", "1H"));
        for (var sent = 0; sent < Streams;)
        {
            using var connection = await RawConnection.OpenAsync(address.ToString());
            var closed = connection.WaitForCloseAsync();
            for (var id = 1; sent < Streams && !closed.IsCompleted && id < 4000; id += 2 * Burst, sent += Burst)
            {
                await connection.SendAsync([.. Enumerable.Range(0, Burst).SelectMany(at => OpenedAndReset(id + (2 * at)))]);
            }
            connection.Finish();
            await closed;
        }

        IEnumerable<byte[]> OpenedAndReset(int id)
        {
            yield return Http2Bytes.Headers(id, headers);
            if (partOfAMessage.Length > 0) yield return Http2Bytes.Data(id, partOfAMessage, end: false);
            yield return Http2Bytes.Reset(id);
        }
    }

    /// <summary>As Linux counts it.</summary>
    private static long ResidentBytes(LaunchedService service)
    {
        var line = File.ReadLines($"/proc/{service.Process.Id}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
    }
}
