using System.Diagnostics;
using Canbao.Api.Client;
using Canbao.EndToEnd.Tests.Service;
using Canbao.V1;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Client;

/// <summary>The client against services that fail in every way: each batch is answered once, or the caller is told.</summary>
public class FailureTests
{
    private const int Batches = 40;

    /// <summary>Short enough to wait for; long enough that the first word of a service comes within it on a machine with other work.</summary>
    internal static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task BrokenStreams_GoOnAtTheFirstUnansweredBatch()
    {
        // Each stream answers two batches and takes a third in.
        await using var server = await ScriptedServer.StartAsync(async stream =>
        {
            if (await stream.AnswerAsync(2) && await stream.NextAsync() is not null) throw Status(StatusCode.Unavailable);
        });
        await using var client = Client(o => o with { Streams = 2 }, server.Address);
        Assert.Equal(Dates(Batches), await FeesAsync(client, Batches));
        Assert.InRange(server.Streams, Batches / 2, Batches);
    }

    [Theory]
    [InlineData(StatusCode.Cancelled)]
    [InlineData(StatusCode.Aborted)]
    [InlineData(StatusCode.ResourceExhausted)]
    [InlineData(StatusCode.Unimplemented)]
    [InlineData(StatusCode.OK)]
    public async Task EndsThatMayPass_AreTriedAgain(StatusCode code)
    {
        await using var server = await ScriptedServer.StartAsync(async stream =>
        {
            if (stream.Number > 2) await stream.AnswerAllAsync();
            else if (code != StatusCode.OK) throw Status(code);
        });
        await using var client = Client(o => o with { Streams = 1 }, server.Address);
        Assert.Equal(Dates(5), await FeesAsync(client, 5));
        Assert.Equal(3, server.Streams);
    }

    /// <summary>What makes a channel is the caller's own: it may read a certificate that is not there at this moment.</summary>
    [Fact]
    public async Task ChannelThatCannotBeMade_IsToldAndLosesNobody()
    {
        await using var server = await ScriptedServer.StartAsync(async stream =>
        {
            if (await stream.AnswerAsync(2) && await stream.NextAsync() is not null) throw Status(StatusCode.Unavailable);
        });
        var made = 0;
        await using var client = Client(o => o with { Streams = 1, ConfigureChannel = (_, _) =>
        {
            if (Interlocked.Increment(ref made) > 2) throw new InvalidOperationException("no certificate");
        } }, server.Address);
        var fees = new List<long>();
        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => FeesAsync(client, Batches, fees).WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal("no certificate", thrown.Message);
        Assert.Equal(Dates(2), fees);
    }

    [Theory]
    [InlineData(StatusCode.Internal)]
    [InlineData(StatusCode.InvalidArgument)]
    [InlineData(StatusCode.PermissionDenied)]
    [InlineData(StatusCode.Unknown)]
    public async Task WhatIsWrongWithAMessage_IsToldAtOnce_AfterTheAnswersBefore(StatusCode code)
    {
        await using var server = await ScriptedServer.StartAsync(async stream =>
        {
            if (await stream.AnswerAsync(2) && await stream.NextAsync() is not null) throw Status(code);
        });
        await using var client = Client(o => o with { Streams = 1 }, server.Address);
        var fees = new List<long>();
        var thrown = await Assert.ThrowsAsync<RpcException>(() => FeesAsync(client, Batches, fees));
        Assert.Equal((code, "by script"), (thrown.StatusCode, thrown.Status.Detail));
        Assert.Equal(Dates(2), fees);
        Assert.Equal(1, server.Streams);
    }

    [Fact]
    public async Task NoServerAtAll_IsToldWithinThePatience_WithTheAddresses()
    {
        Uri[] nobody = [new("http://127.0.0.1:1"), new("http://127.0.0.1:2")];
        await using var client = Client(o => o with { Patience = ShortPatience }, nobody);
        var watch = Stopwatch.StartNew();
        var thrown = await Assert.ThrowsAsync<RpcException>(() => FeesAsync(client, 1));
        Assert.InRange(watch.Elapsed.TotalSeconds, 3.9, 20);
        Assert.Equal(StatusCode.Unavailable, thrown.StatusCode);
        Assert.StartsWith("no answer within 4,000 ms from ", thrown.Status.Detail, StringComparison.Ordinal);
        foreach (var address in nobody) Assert.Contains($"{address} (connection refused)", thrown.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServiceThatAlwaysFails_IsToldWithinThePatience_WithWhatItSays()
    {
        await using var server = await ScriptedServer.StartAsync(_ => throw Status(StatusCode.ResourceExhausted));
        await using var client = Client(o => o with { Patience = ShortPatience }, server.Address);
        var thrown = await Assert.ThrowsAsync<RpcException>(() => FeesAsync(client, 3));
        Assert.Equal(StatusCode.Unavailable, thrown.StatusCode);
        Assert.Contains($"{server.Address} (its health is Serving; ResourceExhausted: by script)", thrown.Status.Detail, StringComparison.Ordinal);
        // With waits that grow, not as fast as it can.
        Assert.InRange(server.Streams, 3, 60);
    }

    [Fact]
    public async Task SilentStream_IsGivenUp_AndItsBatchesGoElsewhere()
    {
        await using var silent = await ScriptedServer.StartAsync(async stream =>
        {
            while (await stream.NextAsync() is not null) { }
        });
        await using var good = await ScriptedServer.StartAsync();
        await using var client = Client(o => o with { Streams = 2, AnswerTimeout = TimeSpan.FromMilliseconds(300) }, silent.Address, good.Address);
        Assert.Equal(Dates(Batches), await FeesAsync(client, Batches));
        Assert.NotEmpty(silent.Came);
    }

    [Fact]
    public async Task AServiceFullOfStreams_IsUsedWithTheOnesThatItAllows()
    {
        var open = 0;
        await using var server = await ScriptedServer.StartAsync(async stream =>
        {
            try
            {
                if (Interlocked.Increment(ref open) > 1) throw Status(StatusCode.ResourceExhausted);
                await stream.AnswerAllAsync();
            }
            finally
            {
                Interlocked.Decrement(ref open);
            }
        });
        await using var client = Client(o => o with { Streams = 3 }, server.Address);
        Assert.Equal(Dates(Batches), await FeesAsync(client, Batches));
    }

    public static TheoryData<string, string> Lies => new()
    {
        { "another batch", "the service answered batch 77; expected was 1" },
        { "too few answers", "batch 1 has 0 answers for 1 residents" },
        { "no such policy", "batch 1 names policy 3, and has 1 policies" },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task RepliesThatDoNotFit_AreInternal(string lie, string says)
    {
        await using var server = await ScriptedServer.StartAsync(async stream =>
        {
            var reply = ScriptedStream.Reply((await stream.NextAsync())!);
            if (lie == "another batch") reply.BatchId = 77;
            if (lie == "too few answers") reply.QuoteIndex = default;
            if (lie == "no such policy")
            {
                reply.Distinct.Clear();
                reply.Distinct.Add(Google.Protobuf.MessageExtensions.ToByteArray(new QuoteReply { Quote = new Quote { PolicyIndex = 3 } }));
            }
            await stream.SendAsync(reply);
        });
        await using var client = Client(o => o with { Streams = 1 }, server.Address);
        var thrown = await Assert.ThrowsAsync<RpcException>(() => FeesAsync(client, 1));
        Assert.Equal(StatusCode.Internal, thrown.StatusCode);
        Assert.Contains(says, thrown.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplyThatNobodyAskedFor_CostsTheStream_AndNoBatch()
    {
        await using var server = await ScriptedServer.StartAsync(async stream =>
        {
            if (await stream.NextAsync() is not { } batch) return;
            var reply = ScriptedStream.Reply(batch);
            await stream.SendAsync(reply);
            await stream.SendAsync(reply);
            await stream.NextAsync();
        });
        await using var client = Client(o => o with { Streams = 1 }, server.Address);
        Assert.Equal(Dates(2), await FeesAsync(client, OneAfterTheOther()));
        Assert.Equal(2, server.Streams);

        // The second batch comes when the client has ended the stream.
        async IAsyncEnumerable<ResidentColumns> OneAfterTheOther()
        {
            foreach (var batch in Columns(client, 2))
            {
                yield return batch;
                await ReloadingServer.UntilAsync(() => Task.FromResult(server.Streams > 0 && server.OpenStreams == 0));
            }
        }
    }

    internal static QuoteClient Client(Func<QuoteClientOptions, QuoteClientOptions> change, params Uri[] addresses) =>
        new(change(new QuoteClientOptions { Addresses = addresses, FirstBackoff = TimeSpan.FromMilliseconds(5), Patience = TimeSpan.FromSeconds(20) }));

    internal static RpcException Status(StatusCode code) => new(new Status(code, "by script"));

    /// <summary>A batch of one resident each, with a payment date of its own.</summary>
    internal static IEnumerable<ResidentColumns> Columns(QuoteClient client, int batches)
    {
        var handle = client.Intern(new Profile { Tier = "standard" });
        for (var i = 0; i < batches; i++) yield return new ResidentColumns { Profiles = new[] { handle }, PaymentDate = new[] { (uint)i + 1 } };
    }

    internal static IEnumerable<long> Dates(int batches) => Enumerable.Range(1, batches).Select(i => (long)i);

    internal static Task<List<long>> FeesAsync(QuoteClient client, int batches, List<long>? fees = null) =>
        FeesAsync(client, Columns(client, batches).ToAsyncEnumerable(), fees);

    internal static async Task<List<long>> FeesAsync(QuoteClient client, IAsyncEnumerable<ResidentColumns> batches, List<long>? fees = null)
    {
        fees ??= [];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (var answers in client.QuoteColumnsAsync(batches, limit.Token))
        {
            Assert.Equal((ulong)fees.Count + 1, answers.BatchId);
            Assert.Equal(ScriptedStream.BookDigest, answers.BookDigest);
            Assert.Equal(ScriptedStream.Policy, answers[0].Quote.Policy);
            fees.Add(answers[0].Quote.FeeFen);
        }
        return fees;
    }
}
