using System.Diagnostics;
using Canbao.Mapping;
using Canbao.V1;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>What ends a whole call: too large, unreadable, too late, too much at once.</summary>
[Collection(SharedServer.Name)]
public class CallEndTests(RunningServer server)
{
    private static readonly Method<byte[], byte[]> RawStream = new(
        MethodType.DuplexStreaming, QuoteService.Descriptor.FullName, "StreamQuotes",
        Marshallers.Create<byte[]>(b => b, b => b), Marshallers.Create<byte[]>(b => b, b => b));

    [Fact]
    public async Task MessageOverTheLimit_EndsTheCall()
    {
        using var call = server.Quotes.StreamQuotes();
        await Exchange.OneAsync(call, Ask.Columns(1));
        var large = Ask.Columns(2, b => b.BirthDate.AddRange(new uint[2_200_000]));
        await AssertEndsAsync(StatusCode.ResourceExhausted, call, large);
        await AssertServesAsync();
    }

    [Fact]
    public async Task MessageAtTheLimit_IsRead()
    {
        var batch = Ask.Columns(1, b => b.BirthDate.AddRange(new uint[(8 << 20) / 4 - 100]));
        Violations.AssertNames("birth_date", "values for 2 residents", (await Exchange.SendAsync(server, batch)).Single().Error);
    }

    [Theory]
    [InlineData("ff")]
    [InlineData("0a05ff")]
    [InlineData("3a00ffffffffffffffffffff01")]
    public async Task GarbageBytes_EndTheCall(string hex)
    {
        using var call = server.Channel.CreateCallInvoker().AsyncDuplexStreamingCall(RawStream, null, default);
        await AssertEndsAsync(StatusCode.Internal, call, Convert.FromHexString(hex));
        await AssertServesAsync();
    }

    [Fact]
    public async Task Deadline_EndsAnIdleStream_AndFreesItsPlace()
    {
        await using var narrow = await RunningServer.StartAsync(new ServiceLimits { MaxStreams = 1 });
        var watch = Stopwatch.StartNew();
        using var call = narrow.Quotes.StreamQuotes(deadline: DateTime.UtcNow.AddMilliseconds(500));
        await Exchange.OneAsync(call, Ask.Columns(1));
        var thrown = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Ending.AssertStatus(StatusCode.DeadlineExceeded, thrown);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.4, 20);
        await AnswersAgainAsync(narrow);
    }

    [Fact]
    public async Task Cancellation_FreesThePlaceOfAStream()
    {
        await using var narrow = await RunningServer.StartAsync(new ServiceLimits { MaxStreams = 1 });
        using (var call = narrow.Quotes.StreamQuotes()) await Exchange.OneAsync(call, Ask.Columns(1));
        await AnswersAgainAsync(narrow);
    }

    [Fact]
    public async Task StreamsOverTheLimit_AreRefusedAtOnce()
    {
        await using var narrow = await RunningServer.StartAsync(new ServiceLimits { MaxStreams = 1 });
        using var first = narrow.Quotes.StreamQuotes();
        await Exchange.OneAsync(first, Ask.Columns(1));
        using var second = narrow.Quotes.StreamQuotes();
        var thrown = await Assert.ThrowsAsync<RpcException>(() => second.ResponseStream.MoveNext());
        Ending.AssertStatus(StatusCode.ResourceExhausted, thrown);
        await Exchange.OneAsync(first, Ask.Columns(2));
    }

    private static async Task AssertEndsAsync<T, TReply>(StatusCode code, AsyncDuplexStreamingCall<T, TReply> call, T message)
    {
        // The write may fail already when the server ends the call in the middle of it.
        await Record.ExceptionAsync(() => call.RequestStream.WriteAsync(message));
        var thrown = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(default));
        Assert.Equal(code, thrown.StatusCode);
    }

    private async Task AssertServesAsync() => Assert.Null((await Exchange.SendAsync(server, Ask.Columns(9))).Single().Error);

    /// <summary>The server hears of an end a little later than the client.</summary>
    private static async Task AnswersAgainAsync(RunningServer narrow)
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            try
            {
                await Exchange.SendAsync(narrow, Ask.Columns(1));
                return;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.ResourceExhausted && watch.Elapsed < TimeSpan.FromSeconds(10))
            {
            }
        }
    }
}
