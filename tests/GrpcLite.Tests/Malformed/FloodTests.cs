using Grpc.Core;

namespace GrpcLite.Tests.Malformed;

/// <summary>Many calls that come to nothing: the server stays up, and what they took comes back.</summary>
[Collection(nameof(Alone))]
public sealed class FloodTests(MalformedHost host) : IClassFixture<MalformedHost>
{
    private const int Streams = 10_000;
    private const int Burst = 50;

    /// <summary>Kestrel's own bound is twice the number of streams that it lets a connection have at a time.</summary>
    private const int MaxTrackedStreams = 200;

    /// <summary>Less than 1 KiB for each stream; what a server keeps of a live one is more.</summary>
    private const long MaxGrowth = 10_000_000;

    [Theory]
    [InlineData(50, false)]
    [InlineData(50, true)]
    [InlineData(1000, false)]
    [InlineData(1000, true)]
    public async Task StreamsOpenedAndReset_LeaveNothing(int burst, bool withPartOfAMessage)
    {
        await ResetAsync(Streams / 10, burst, withPartOfAMessage);
        var before = await MeasureAsync();
        var started = host.Started;
        await ResetAsync(Streams, burst, withPartOfAMessage);
        AssertNothingLeft(before, await MeasureAsync());
        Assert.True(host.Started > started + (Streams / 100), "Hardly a stream came to its handler.");
    }

    [Fact]
    public async Task StreamsWhoseHandlersGoOn_AreBoundedByTheServer()
    {
        using var connection = await RawConnection.OpenAsync(host.Address);
        var closed = connection.WaitForCloseAsync();
        for (var id = 1; id < 2000 && !closed.IsCompleted; id += 2)
        {
            await connection.SendAsync(
                Http2Bytes.Headers(id, Http2Bytes.Call("ServerStream")), Http2Bytes.Data(id, RawCall.Frame("")));
            await host.WaitForHandlersAsync(Math.Min((id + 1) / 2, MaxTrackedStreams));
            await connection.SendAsync(Http2Bytes.Reset(id));
            // The server closes after some refusals. What is then on its way would cost us what it had to say.
            await Task.Delay(id > 2 * MaxTrackedStreams ? 5 : 0);
        }

        await closed;
        Assert.NotEmpty(connection.Resets);
        Assert.All(connection.Resets, error => Assert.Equal(Http2Bytes.EnhanceYourCalm, error));
        Assert.InRange(host.Running, 1, MaxTrackedStreams);
        await host.AssertServesAsync();
        host.Release();
        await host.AssertHandlersEndAsync();
    }

    [Fact]
    public async Task CancelledCalls_LeaveNothing()
    {
        await CancelAsync(Streams / 10);
        var before = await MeasureAsync();
        await CancelAsync(Streams);
        AssertNothingLeft(before, await MeasureAsync());
    }

    private static void AssertNothingLeft((long Bytes, long Timers) before, (long Bytes, long Timers) after)
    {
        Assert.InRange(after.Bytes, 0, before.Bytes + MaxGrowth);
        Assert.InRange(after.Timers, 0, before.Timers + 10);
    }

    private async Task CancelAsync(int calls)
    {
        for (var begun = 0; begun < calls; begun += Burst)
        {
            var waiting = host.Started;
            using var cancel = new CancellationTokenSource();
            var options = new CallOptions(deadline: DateTime.UtcNow.AddHours(1), cancellationToken: cancel.Token);
            var burst = Enumerable.Range(0, Burst)
                .Select(_ => host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, options, "wait").ResponseAsync)
                .ToList();
            // Every second burst is cancelled wherever it may be, the others in their handlers.
            while (begun % (2 * Burst) == 0 && host.Started < waiting + Burst)
            {
                await Task.Delay(1);
            }

            await cancel.CancelAsync();
            foreach (var call in burst)
            {
                Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => call)).StatusCode);
            }
        }
    }

    private async Task ResetAsync(int streams, int burst, bool withPart)
    {
        for (var sent = 0; sent < streams;)
        {
            using var connection = await RawConnection.OpenAsync(host.Address);
            var closed = connection.WaitForCloseAsync();
            for (var id = 1; sent < streams && !closed.IsCompleted && id < 4000; id += 2 * burst, sent += burst)
            {
                await connection.SendAsync([.. Enumerable.Range(0, burst).SelectMany(at => OpenedAndReset(id + (2 * at), withPart))]);
            }

            connection.Finish();
            await closed;
            // A server that cannot keep up may say so; on loopback it mostly can.
            Assert.Contains(connection.GoAway, new int?[] { null, Http2Bytes.NoError, Http2Bytes.EnhanceYourCalm });
        }
    }

    private static IEnumerable<byte[]> OpenedAndReset(int id, bool withPart)
    {
        yield return Http2Bytes.Headers(id, Http2Bytes.Call("Duplex", ("grpc-timeout", "1H")));
        if (withPart)
        {
            yield return Http2Bytes.Data(id, [0, 0, 0, 1, 0, 42], end: false);
        }

        yield return Http2Bytes.Reset(id);
    }

    private async Task<(long Bytes, long Timers)> MeasureAsync()
    {
        await host.AssertHandlersEndAsync();
        await host.AssertServesAsync();
        return (GC.GetTotalMemory(forceFullCollection: true), Timer.ActiveCount);
    }
}
