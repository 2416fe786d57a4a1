using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace GrpcLite.Tests.Retries;

public sealed class RetryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Call_IsSentAgain_UntilAnAttemptSucceeds()
    {
        await using var flaky = await FlakyHost.StartAsync((attempt, request, context) => attempt < 3
            ? throw FlakyHost.Failure(StatusCode.Unavailable)
            : Task.FromResult($"{request} after {context.RequestHeaders.GetValue("grpc-previous-rpc-attempts")}"));
        using var call = flaky.Call("question");
        Assert.Equal("question after 2", await call);
        Assert.Equal("2", (await call.ResponseHeadersAsync).GetValue("grpc-previous-rpc-attempts"));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Empty(call.GetTrailers());
    }

    [Fact]
    public async Task FirstAttempt_SaysNothingOfAttempts()
    {
        await using var flaky = await FlakyHost.StartAsync(
            (_, _, context) => Task.FromResult($"{context.RequestHeaders.Get("grpc-previous-rpc-attempts") is null}"));
        using var call = flaky.Call();
        Assert.Equal("True", await call);
        Assert.Null((await call.ResponseHeadersAsync).Get("grpc-previous-rpc-attempts"));
    }

    [Theory]
    [InlineData(5, 4)]
    [InlineData(null, 4)]
    [InlineData(2, 2)]
    public async Task Attempts_AreCapped(int? cap, int expected)
    {
        await using var flaky = await FlakyHost.StartAsync(
            (_, _, _) => throw FlakyHost.Failure(StatusCode.Unavailable), new GrpcChannelOptions { MaxRetryAttempts = cap });
        Assert.Equal(StatusCode.Unavailable, await flaky.FailAsync());
        Assert.Equal(expected, flaky.Attempts);
    }

    [Fact]
    public async Task OtherStatus_IsNotRetried()
    {
        await using var flaky = await FlakyHost.StartAsync((_, _, _) => throw FlakyHost.Failure(StatusCode.Aborted));
        Assert.Equal(StatusCode.Aborted, await flaky.FailAsync());
        Assert.Equal(1, flaky.Attempts);
    }

    [Fact]
    public async Task ResponseHeaders_DecideTheCall()
    {
        await using var flaky = await FlakyHost.StartAsync(async (_, _, context) =>
        {
            await context.WriteResponseHeadersAsync([]);
            throw FlakyHost.Failure(StatusCode.Unavailable);
        });
        Assert.Equal(StatusCode.Unavailable, await flaky.FailAsync());
        Assert.Equal(1, flaky.Attempts);
    }

    [Fact]
    public async Task Stream_IsNotRetried()
    {
        await using var flaky = await FlakyHost.StartAsync((_, _, _) => throw FlakyHost.Failure(StatusCode.Unavailable));
        using var call = flaky.Channel.CreateCallInvoker().AsyncServerStreamingCall(ScriptBase.ServerStreamMethod, null, default, "");
        await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(1, flaky.Attempts);
    }

    [Fact]
    public async Task Pushback_IsTheWait()
    {
        await using var flaky = await FlakyHost.StartAsync((attempt, _, _) => attempt < 2
            ? throw FlakyHost.Failure(StatusCode.Unavailable, "300")
            : Task.FromResult("done"));
        var watch = Stopwatch.StartNew();
        Assert.Equal("done", await flaky.Call());
        Assert.True(watch.ElapsedMilliseconds >= 290, $"{watch.ElapsedMilliseconds} ms");
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    public async Task Pushback_ThatIsNoWait_StopsRetries(string pushback)
    {
        await using var flaky = await FlakyHost.StartAsync((_, _, _) => throw FlakyHost.Failure(StatusCode.Unavailable, pushback));
        Assert.Equal(StatusCode.Unavailable, await flaky.FailAsync());
        Assert.Equal(1, flaky.Attempts);
    }

    [Fact]
    public async Task Throttle_StopsRetries_UntilCallsSucceedAgain()
    {
        var fails = true;
        var options = new GrpcChannelOptions
        {
            ServiceConfig = FlakyHost.Config(throttling: new RetryThrottlingPolicy { MaxTokens = 4, TokenRatio = 1 }),
        };
        await using var flaky = await FlakyHost.StartAsync(
            (_, _, _) => fails ? throw FlakyHost.Failure(StatusCode.Unavailable) : Task.FromResult(""), options);
        await flaky.FailAsync();
        Assert.Equal(2, flaky.Attempts);
        await flaky.FailAsync();
        Assert.Equal(3, flaky.Attempts);
        fails = false;
        for (var success = 0; success < 4; success++)
        {
            await flaky.Call();
        }

        fails = true;
        await flaky.FailAsync();
        Assert.Equal(9, flaky.Attempts);
    }

    [Fact]
    public async Task Deadline_CoversTheWait()
    {
        await using var flaky = await FlakyHost.StartAsync((_, _, _) => throw FlakyHost.Failure(StatusCode.Unavailable, "60000"));
        using var call = flaky.Call(options: new CallOptions(deadline: DateTime.UtcNow.AddMilliseconds(300)));
        var thrown = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(Patience));
        Assert.Equal(StatusCode.DeadlineExceeded, thrown.StatusCode);
        Assert.Equal(StatusCode.DeadlineExceeded, call.GetStatus().StatusCode);
        Assert.Equal(1, flaky.Attempts);
    }

    [Fact]
    public async Task Deadline_CoversAllAttempts()
    {
        var left = new List<TimeSpan>();
        await using var flaky = await FlakyHost.StartAsync((attempt, _, context) =>
        {
            left.Add(context.Deadline - DateTime.UtcNow);
            return attempt < 2 ? throw FlakyHost.Failure(StatusCode.Unavailable, "400") : Task.FromResult("");
        });
        await flaky.Call(options: new CallOptions(deadline: DateTime.UtcNow.AddSeconds(30)));
        Assert.InRange(left[1].TotalMilliseconds, 20_000, left[0].TotalMilliseconds - 350);
    }

    [Fact]
    public async Task Cancel_EndsTheWait()
    {
        await using var flaky = await FlakyHost.StartAsync((_, _, _) => throw FlakyHost.Failure(StatusCode.Unavailable, "60000"));
        using var cancel = new CancellationTokenSource();
        using var call = flaky.Call(options: new CallOptions(cancellationToken: cancel.Token));
        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        await flaky.WaitForAttemptAsync();
        await cancel.CancelAsync();
        var thrown = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(Patience));
        Assert.Equal("Call canceled by the client.", thrown.Status.Detail);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        await Assert.ThrowsAsync<RpcException>(() => call.ResponseHeadersAsync);
    }

    [Fact]
    public async Task Dispose_EndsTheWait()
    {
        await using var flaky = await FlakyHost.StartAsync((_, _, _) => throw FlakyHost.Failure(StatusCode.Unavailable, "60000"));
        var call = flaky.Call();
        await flaky.WaitForAttemptAsync();
        await Task.Delay(50);
        call.Dispose();
        var thrown = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(Patience));
        Assert.Equal("gRPC call disposed.", thrown.Status.Detail);
    }

    [Fact]
    public async Task Dispose_CancelsTheAttempt()
    {
        var cancelled = new TaskCompletionSource();
        await using var flaky = await FlakyHost.StartAsync(async (_, _, context) =>
        {
            context.CancellationToken.Register(cancelled.SetResult);
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return "";
        });
        var call = flaky.Call();
        await flaky.WaitForAttemptAsync();
        call.Dispose();
        await cancelled.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task DisposedChannel_EndsTheWait()
    {
        await using var flaky = await FlakyHost.StartAsync((_, _, _) => throw FlakyHost.Failure(StatusCode.Unavailable, "60000"));
        using var call = flaky.Call();
        await flaky.WaitForAttemptAsync();
        flaky.Channel.Dispose();
        var thrown = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(Patience));
        Assert.Equal(StatusCode.Cancelled, thrown.StatusCode);
        Assert.Throws<ObjectDisposedException>(() => flaky.Call());
    }

    [Theory]
    [InlineData(100, null)]
    [InlineData(null, 100)]
    public async Task RequestLargerThanTheBuffer_IsSentOnce(int? perCall, int? perChannel)
    {
        var options = new GrpcChannelOptions { MaxRetryBufferPerCallSize = perCall, MaxRetryBufferSize = perChannel };
        await using var flaky = await FlakyHost.StartAsync((_, _, _) => throw FlakyHost.Failure(StatusCode.Unavailable), options);
        Assert.Equal(StatusCode.Unavailable, await flaky.FailAsync(new string('a', 96)));
        Assert.Equal(1, flaky.Attempts);
        // The prefix of the message counts; what a call kept is free again when it is over.
        Assert.Equal(StatusCode.Unavailable, await flaky.FailAsync(new string('a', 95)));
        Assert.Equal(StatusCode.Unavailable, await flaky.FailAsync(new string('a', 95)));
        Assert.Equal(9, flaky.Attempts);
    }

    [Fact]
    public async Task Credentials_AreAskedForEachAttempt()
    {
        var tokens = 0;
        var credentials = CallCredentials.FromInterceptor((_, metadata) =>
        {
            metadata.Add("authorization", $"token {++tokens}");
            return Task.CompletedTask;
        });
        await using var flaky = await FlakyHost.StartAsync(
            (attempt, _, context) => attempt < 3
                ? throw FlakyHost.Failure(StatusCode.Unavailable)
                : Task.FromResult(context.RequestHeaders.GetValue("authorization")!),
            new GrpcChannelOptions { UnsafeUseInsecureChannelCallCredentials = true });
        Assert.Equal("token 3", await flaky.Call(options: new CallOptions(credentials: credentials)));
    }

    [Fact]
    public async Task RequestThatCannotBeSent_IsNotRetried()
    {
        var options = new GrpcChannelOptions { MaxSendMessageSize = 3, ServiceConfig = FlakyHost.Config() };
        options.ServiceConfig.MethodConfigs[0].RetryPolicy!.RetryableStatusCodes.Add(StatusCode.ResourceExhausted);
        await using var flaky = await FlakyHost.StartAsync((_, _, _) => Task.FromResult(""), options);
        Assert.Equal(StatusCode.ResourceExhausted, await flaky.FailAsync("1234"));
        Assert.Equal(0, flaky.Attempts);
    }

    [Fact]
    public async Task LostConnection_AndHttpStatus_AreRetried()
    {
        await using var flaky = await FlakyHost.StartAsync((_, _, _) => Task.FromResult("done"));
        var attempts = new AttemptCounter();
        using var handler = new InterceptingHandler(() => attempts.Next() switch
        {
            1 => throw new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused)),
            2 => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Version = HttpVersion.Version20 },
            _ => null,
        });
        using var channel = GrpcChannel.ForAddress(
            "http://" + flaky.Channel.Target, new GrpcChannelOptions { ServiceConfig = FlakyHost.Config(), HttpHandler = handler });
        Assert.Equal("done", await channel.CreateCallInvoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, ""));
        Assert.Equal(3, attempts.Value);
    }
}
