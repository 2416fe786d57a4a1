using System.Threading.Channels;
using Canbao.Api.Client;
using Canbao.EndToEnd.Tests.Service;
using Grpc.Core;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Canbao.EndToEnd.Tests.Client;

/// <summary>Which of several addresses the client's streams go to.</summary>
public class HealthTests
{
    [Fact]
    public async Task Streams_AreSpreadOverTheAddresses()
    {
        await using var one = await ScriptedServer.StartAsync();
        await using var other = await ScriptedServer.StartAsync();
        await using var client = FailureTests.Client(o => o with { Streams = 4, BatchesInFlight = 1 }, one.Address, other.Address);
        var run = new LongRun(client);
        await run.UntilAsync(() => (one.OpenStreams, other.OpenStreams) == (2, 2));
        await run.EndAsync();
    }

    [Fact]
    public async Task NotServing_IsLeftOut_UntilItServesAgain()
    {
        await using var one = await ScriptedServer.StartAsync();
        await using var other = await ScriptedServer.StartAsync(stream => stream.AnswerAllAsync(), ServingStatus.NotServing);
        await using var client = FailureTests.Client(o => o with { Streams = 2, BatchesInFlight = 1 }, one.Address, other.Address);
        var run = new LongRun(client);
        await run.UntilAsync(() => one.OpenStreams == 2);
        Assert.Equal(0, other.Streams);
        other.Health = ServingStatus.Serving;
        await run.UntilAsync(() => (one.OpenStreams, other.OpenStreams) == (1, 1));
        // Streams that are open are left in good order: nothing is sent twice.
        one.Health = ServingStatus.NotServing;
        await run.UntilAsync(() => (one.OpenStreams, other.OpenStreams) == (0, 2));
        await run.EndAsync();
        Assert.Equal(run.Asked, one.Came.Count + other.Came.Count);
    }

    [Fact]
    public async Task NobodyServing_IsToldWithinThePatience()
    {
        await using var server = await ScriptedServer.StartAsync(stream => stream.AnswerAllAsync(), ServingStatus.NotServing);
        await using var client = FailureTests.Client(o => o with { Patience = FailureTests.ShortPatience }, server.Address);
        var thrown = await Assert.ThrowsAsync<RpcException>(() => FailureTests.FeesAsync(client, 1));
        Assert.Equal((StatusCode.Unavailable, $"no answer within 4,000 ms from {server.Address} (its health is NotServing)"),
            (thrown.StatusCode, thrown.Status.Detail));
        Assert.Equal(0, server.Streams);
        server.Health = ServingStatus.Serving;
        Assert.Equal(FailureTests.Dates(3), await FailureTests.FeesAsync(client, 3));
    }

    [Fact]
    public async Task ServiceWithoutHealth_IsUsed()
    {
        await using var server = await ScriptedServer.StartAsync(stream => stream.AnswerAllAsync(), withHealth: false);
        await using var client = FailureTests.Client(o => o, server.Address);
        Assert.Equal(FailureTests.Dates(3), await FailureTests.FeesAsync(client, 3));
    }

    /// <summary>Batches that a test asks for bit by bit, over streams that stay open.</summary>
    private sealed class LongRun
    {
        private readonly Channel<ResidentColumns> _batches = Channel.CreateUnbounded<ResidentColumns>();
        private readonly IEnumerator<ResidentColumns> _source;
        private readonly Task<List<long>> _fees;

        internal LongRun(QuoteClient client)
        {
            _source = FailureTests.Columns(client, int.MaxValue).GetEnumerator();
            _fees = FailureTests.FeesAsync(client, _batches.Reader.ReadAllAsync());
        }

        internal int Asked { get; private set; }

        /// <summary>Asks until it holds: more at a time than one stream takes, so that each gets some.</summary>
        internal Task UntilAsync(Func<bool> holds) => ReloadingServer.UntilAsync(() =>
        {
            for (var end = Asked + 8; Asked < end && _source.MoveNext(); Asked++) _batches.Writer.TryWrite(_source.Current);
            return Task.FromResult(holds());
        });

        internal async Task EndAsync()
        {
            _batches.Writer.Complete();
            Assert.Equal(FailureTests.Dates(Asked), await _fees);
        }
    }
}
