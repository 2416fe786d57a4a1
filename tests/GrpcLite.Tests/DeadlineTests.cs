using System.Diagnostics;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace GrpcLite.Tests;

public sealed class DeadlineTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Server_SendsStatusOnce_AndCancelsTheToken()
    {
        var cancelled = new TaskCompletionSource();
        var script = new ScriptService
        {
            OnUnary = async (_, context) =>
            {
                context.CancellationToken.Register(cancelled.SetResult);
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                return "";
            },
        };
        await using var host = await GrpcHost.StartScriptAsync(script);
        using var raw = new RawCall(host);
        var reply = await raw.SendAsync(RawCall.Frame(""), ("grpc-timeout", "50m"));
        Assert.True(reply.IsTrailersOnly);
        Assert.Equal(StatusCode.DeadlineExceeded, reply.Status);
        Assert.Equal("4", reply.Headers["grpc-status"]);
        await cancelled.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task Server_DoesNotWaitForAHandlerThatIgnoresTheDeadline()
    {
        var release = new TaskCompletionSource();
        var script = new ScriptService
        {
            OnUnary = async (_, _) =>
            {
                await release.Task;
                return "late";
            },
        };
        await using var host = await GrpcHost.StartScriptAsync(script);
        using var raw = new RawCall(host);
        var reply = await raw.SendAsync(RawCall.Frame(""), ("grpc-timeout", "50m"));
        release.SetResult();
        Assert.Equal(StatusCode.DeadlineExceeded, reply.Status);
    }

    [Fact]
    public async Task Server_BlockedRead_WakesUp()
    {
        var woken = new TaskCompletionSource<Exception?>();
        var script = new ScriptService
        {
            OnDuplex = async (requests, _, _) =>
            {
                var thrown = await Record.ExceptionAsync(() => requests.MoveNext());
                woken.SetResult(thrown);
                throw thrown!;
            },
        };
        await using var host = await GrpcHost.StartScriptAsync(script);
        using var call = host.Invoker().AsyncDuplexStreamingCall(
            ScriptBase.DuplexMethod, null, new CallOptions(deadline: DateTime.UtcNow.AddMilliseconds(100)));
        var thrown = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.DeadlineExceeded, thrown.StatusCode);
        Assert.NotNull(await woken.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task Server_WritesAfterTheDeadline_Fail()
    {
        var failed = new TaskCompletionSource<Exception?>();
        var script = new ScriptService
        {
            OnServerStream = async (_, responses, context) =>
            {
                await responses.WriteAsync("one");
                context.CancellationToken.WaitHandle.WaitOne();
                failed.SetResult(await Record.ExceptionAsync(() => responses.WriteAsync("two")));
            },
        };
        await using var host = await GrpcHost.StartScriptAsync(script);
        using var raw = new RawCall(host);
        var reply = await raw.SendAsync(
            "/test.Script/ServerStream", RawCall.Frame(""), "application/grpc", new Version(2, 0), ("grpc-timeout", "100m"));
        Assert.Equal(RawCall.Frame("one"), reply.Body);
        Assert.Equal(StatusCode.DeadlineExceeded, reply.Status);
        Assert.IsType<OperationCanceledException>(await failed.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task RaceOfHandlerAndDeadline_GivesOneStatus()
    {
        var script = new ScriptService
        {
            OnUnary = async (request, _) =>
            {
                await Task.Delay(int.Parse(request));
                return "done";
            },
        };
        await using var host = await GrpcHost.StartScriptAsync(script);
        using var raw = new RawCall(host);
        var replies = await Task.WhenAll(Enumerable.Range(0, 300).Select(
            call => raw.SendAsync(RawCall.Frame((call % 21).ToString()), ("grpc-timeout", "10m"))));
        Assert.All(replies, reply => Assert.Contains(reply.Status, new[] { StatusCode.OK, StatusCode.DeadlineExceeded }));
        Assert.All(replies, reply => Assert.DoesNotContain(',', reply.Trailers.GetValueOrDefault("grpc-status", "0")));
    }

    [Fact]
    public async Task Client_EnforcesItsDeadline_WithoutTheServer()
    {
        await using var host = await GrpcHost.StartAsync(app => app.Run(context => Task.Delay(Timeout.Infinite, context.RequestAborted)));
        var watch = Stopwatch.StartNew();
        var thrown = await Assert.ThrowsAsync<RpcException>(async () => await host.Invoker().AsyncUnaryCall(
            ScriptBase.UnaryMethod, null, new CallOptions(deadline: DateTime.UtcNow.AddMilliseconds(100)), ""));
        Assert.Equal(StatusCode.DeadlineExceeded, thrown.StatusCode);
        Assert.True(watch.Elapsed < Patience);
    }

    [Fact]
    public async Task Client_PassedDeadline_NeedsNoServer()
    {
        await using var host = await GrpcHost.StartInteropAsync();
        var call = host.Invoker().AsyncUnaryCall(
            ScriptBase.UnaryMethod, null, new CallOptions(deadline: DateTime.UtcNow.AddSeconds(-1)), "");
        var thrown = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        Assert.Equal(StatusCode.DeadlineExceeded, thrown.StatusCode);
        Assert.Equal(StatusCode.DeadlineExceeded, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Client_LocalDeadline_IsRejected()
    {
        await using var host = await GrpcHost.StartInteropAsync();
        var options = new CallOptions(deadline: DateTime.Now.AddSeconds(1));
        Assert.Throws<InvalidOperationException>(
            () => host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, options, ""));
    }

    [Fact]
    public async Task Deadline_ReachesTheHandler()
    {
        var script = new ScriptService { OnUnary = (_, context) => Task.FromResult(context.Deadline.ToString("O")) };
        await using var host = await GrpcHost.StartScriptAsync(script);
        var deadline = DateTime.UtcNow.AddMinutes(3);
        var seen = await host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, new CallOptions(deadline: deadline), "");
        var parsed = DateTime.Parse(seen, null, System.Globalization.DateTimeStyles.RoundtripKind);
        Assert.InRange((parsed - deadline).TotalSeconds, -1, 5);
    }
}
