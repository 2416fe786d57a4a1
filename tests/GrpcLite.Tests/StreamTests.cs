using Grpc.Core;

namespace GrpcLite.Tests;

public sealed class StreamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task AllKinds_CarryTheirMessages()
    {
        var script = new ScriptService
        {
            OnUnary = (request, _) => Task.FromResult(request + "!"),
            OnClientStream = async (requests, _) => string.Concat(await requests.ReadAllAsync().ToListAsync()),
            OnServerStream = async (request, responses, _) =>
            {
                foreach (var letter in request)
                {
                    await responses.WriteAsync(letter.ToString());
                }
            },
            OnDuplex = async (requests, responses, _) =>
            {
                await foreach (var request in requests.ReadAllAsync())
                {
                    await responses.WriteAsync(request + "?");
                }
            },
        };
        await using var host = await GrpcHost.StartScriptAsync(script);
        var invoker = host.Invoker();
        Assert.Equal("a!", await invoker.AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, "a"));
        Assert.Equal("b!", invoker.BlockingUnaryCall(ScriptBase.UnaryMethod, null, default, "b"));

        using var up = invoker.AsyncClientStreamingCall(ScriptBase.ClientStreamMethod, null, default);
        await up.RequestStream.WriteAsync("a");
        await up.RequestStream.WriteAsync("b");
        await up.RequestStream.CompleteAsync();
        Assert.Equal("ab", await up);

        using var down = invoker.AsyncServerStreamingCall(ScriptBase.ServerStreamMethod, null, default, "xyz");
        Assert.Equal(["x", "y", "z"], await down.ResponseStream.ReadAllAsync().ToListAsync());
        Assert.False(await down.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.OK, down.GetStatus().StatusCode);

        using var both = invoker.AsyncDuplexStreamingCall(ScriptBase.DuplexMethod, null, default);
        foreach (var text in new[] { "1", "2", new string('3', 1_000_000) })
        {
            await both.RequestStream.WriteAsync(text);
            Assert.True(await both.ResponseStream.MoveNext());
            Assert.Equal(text + "?", both.ResponseStream.Current);
        }

        await both.RequestStream.CompleteAsync();
        Assert.False(await both.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task ReadAfterTheEnd_GivesFalse()
    {
        var script = new ScriptService
        {
            OnClientStream = async (requests, _) =>
                $"{await requests.MoveNext()} {await requests.MoveNext()} {await requests.MoveNext()}",
        };
        await using var host = await GrpcHost.StartScriptAsync(script);
        using var call = host.Invoker().AsyncClientStreamingCall(ScriptBase.ClientStreamMethod, null, default);
        await call.RequestStream.WriteAsync("a");
        await call.RequestStream.CompleteAsync();
        Assert.Equal("True False False", await call);
    }

    [Fact]
    public async Task Write_WhileAnotherIsInFlight_OrAfterTheEnd_IsRejected()
    {
        var second = new TaskCompletionSource<Exception?>();
        var leaked = new TaskCompletionSource<IServerStreamWriter<string>>();
        var script = new ScriptService
        {
            OnServerStream = async (_, responses, _) =>
            {
                var big = responses.WriteAsync(new string('a', 3_000_000));
                second.SetResult(await Record.ExceptionAsync(() => responses.WriteAsync("b")));
                await big;
                leaked.SetResult(responses);
            },
        };
        await using var host = await GrpcHost.StartScriptAsync(script);
        using var call = host.Invoker().AsyncServerStreamingCall(ScriptBase.ServerStreamMethod, null, default, "");
        Assert.IsType<InvalidOperationException>(await second.Task.WaitAsync(Patience));
        Assert.Single(await call.ResponseStream.ReadAllAsync().ToListAsync());
        var late = await leaked.Task;
        await Assert.ThrowsAsync<InvalidOperationException>(() => late.WriteAsync("c"));
    }

    [Fact]
    public async Task SlowReader_StopsTheWriter()
    {
        var written = 0;
        var script = new ScriptService
        {
            OnServerStream = async (_, responses, _) =>
            {
                for (; written < 1000; written++)
                {
                    await responses.WriteAsync(new string('a', 100_000));
                }
            },
        };
        await using var host = await GrpcHost.StartScriptAsync(script);
        using var call = host.Invoker().AsyncServerStreamingCall(ScriptBase.ServerStreamMethod, null, default, "");
        Assert.True(await call.ResponseStream.MoveNext());
        await Task.Delay(500);
        var seen = written;
        Assert.True(seen < 100, $"{seen} messages were written to a reader that had read one.");
        Assert.Equal(999, await call.ResponseStream.ReadAllAsync().CountAsync());
    }

    [Fact]
    public async Task SlowServer_StopsTheClient()
    {
        var release = new TaskCompletionSource();
        var script = new ScriptService
        {
            OnClientStream = async (requests, _) =>
            {
                await release.Task;
                return (await requests.ReadAllAsync().CountAsync()).ToString();
            },
        };
        await using var host = await GrpcHost.StartScriptAsync(script);
        using var call = host.Invoker().AsyncClientStreamingCall(ScriptBase.ClientStreamMethod, null, default);
        var sent = 0;
        var sending = Task.Run(async () =>
        {
            for (; sent < 200; sent++)
            {
                await call.RequestStream.WriteAsync(new string('a', 100_000));
            }

            await call.RequestStream.CompleteAsync();
        });
        await Task.Delay(500);
        Assert.True(sent < 50, $"{sent} messages were taken by a server that had read none.");
        release.SetResult();
        await sending.WaitAsync(Patience);
        Assert.Equal("200", await call);
    }

    [Fact]
    public async Task ClientReset_WakesABlockedRead_AndCancelsTheToken()
    {
        var woken = new TaskCompletionSource<(Exception? Thrown, bool Cancelled)>();
        var script = new ScriptService
        {
            OnDuplex = async (requests, responses, context) =>
            {
                await responses.WriteAsync("ready");
                var thrown = await Record.ExceptionAsync(() => requests.MoveNext());
                woken.SetResult((thrown, context.CancellationToken.IsCancellationRequested));
            },
        };
        await using var host = await GrpcHost.StartScriptAsync(script);
        var call = host.Invoker().AsyncDuplexStreamingCall(ScriptBase.DuplexMethod, null, default);
        Assert.True(await call.ResponseStream.MoveNext());
        call.Dispose();
        var (thrown, cancelled) = await woken.Task.WaitAsync(Patience);
        Assert.NotNull(thrown);
        Assert.True(cancelled);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task ClientReset_StopsAServerStream()
    {
        var stopped = new TaskCompletionSource<Exception?>();
        var script = new ScriptService
        {
            OnServerStream = async (_, responses, _) => stopped.SetResult(await Record.ExceptionAsync(async () =>
            {
                while (true)
                {
                    await responses.WriteAsync("a");
                }
            })),
        };
        await using var host = await GrpcHost.StartScriptAsync(script);
        using var cancel = new CancellationTokenSource();
        using var call = host.Invoker().AsyncServerStreamingCall(
            ScriptBase.ServerStreamMethod, null, new CallOptions(cancellationToken: cancel.Token), "");
        Assert.True(await call.ResponseStream.MoveNext());
        cancel.Cancel();
        var thrown = await Assert.ThrowsAsync<RpcException>(async () => await call.ResponseStream.ReadAllAsync().CountAsync());
        Assert.Equal(StatusCode.Cancelled, thrown.StatusCode);
        Assert.IsAssignableFrom<OperationCanceledException>(await stopped.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task CancelledWrite_ResetsTheStream()
    {
        var script = new ScriptService
        {
            OnServerStream = async (_, responses, _) =>
            {
                using var cancel = new CancellationTokenSource(100);
                while (true)
                {
                    await responses.WriteAsync(new string('a', 100_000), cancel.Token);
                }
            },
        };
        await using var host = await GrpcHost.StartScriptAsync(script);
        using var call = host.Invoker().AsyncServerStreamingCall(ScriptBase.ServerStreamMethod, null, default, "");
        await Task.Delay(500);
        var thrown = await Assert.ThrowsAsync<RpcException>(async () => await call.ResponseStream.ReadAllAsync().CountAsync());
        Assert.Equal(StatusCode.Internal, thrown.StatusCode);
    }

    [Fact]
    public async Task BufferHint_KeepsAllMessages()
    {
        var script = new ScriptService
        {
            OnServerStream = async (_, responses, _) =>
            {
                responses.WriteOptions = new WriteOptions(WriteFlags.BufferHint);
                for (var count = 0; count < 1000; count++)
                {
                    await responses.WriteAsync(count.ToString());
                }
            },
        };
        await using var host = await GrpcHost.StartScriptAsync(script);
        using var call = host.Invoker().AsyncServerStreamingCall(ScriptBase.ServerStreamMethod, null, default, "");
        var expected = Enumerable.Range(0, 1000).Select(count => count.ToString());
        Assert.Equal(expected, await call.ResponseStream.ReadAllAsync().ToListAsync());
    }

    [Fact]
    public async Task EarlyHeaders_ArriveBeforeTheFirstMessage_AndOnlyOnce()
    {
        var release = new TaskCompletionSource();
        var script = new ScriptService
        {
            OnDuplex = async (_, responses, context) =>
            {
                await context.WriteResponseHeadersAsync(new Metadata { { "early", "yes" }, { "bytes-bin", [1, 2, 3, 4] } });
                await Assert.ThrowsAsync<InvalidOperationException>(() => context.WriteResponseHeadersAsync([]));
                await release.Task;
                await responses.WriteAsync("late");
            },
        };
        await using var host = await GrpcHost.StartScriptAsync(script);
        using var call = host.Invoker().AsyncDuplexStreamingCall(ScriptBase.DuplexMethod, null, default);
        var headers = await call.ResponseHeadersAsync.WaitAsync(Patience);
        Assert.Equal("yes", headers.GetValue("early"));
        Assert.Equal([1, 2, 3, 4], headers.GetValueBytes("bytes-bin"));
        release.SetResult();
        Assert.Equal(["late"], await call.ResponseStream.ReadAllAsync().ToListAsync());
    }

    [Fact]
    public async Task ServerThatEndsEarly_FailsTheWriter_AndTellsTheReader()
    {
        var script = new ScriptService
        {
            OnDuplex = (_, _, _) => throw new RpcException(new Status(StatusCode.PermissionDenied, "no")),
            OnClientStream = (_, _) => throw new RpcException(new Status(StatusCode.PermissionDenied, "no")),
        };
        await using var host = await GrpcHost.StartScriptAsync(script);
        using var duplex = host.Invoker().AsyncDuplexStreamingCall(ScriptBase.DuplexMethod, null, default);
        var read = await Assert.ThrowsAsync<RpcException>(() => duplex.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.PermissionDenied, read.StatusCode);
        var write = await Assert.ThrowsAsync<RpcException>(() => duplex.RequestStream.WriteAsync("a"));
        Assert.Equal(StatusCode.PermissionDenied, write.StatusCode);

        using var up = host.Invoker().AsyncClientStreamingCall(ScriptBase.ClientStreamMethod, null, default);
        var sent = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (true)
            {
                await up.RequestStream.WriteAsync(new string('a', 10_000));
            }
        });
        Assert.Equal(StatusCode.PermissionDenied, sent.StatusCode);
        Assert.Equal("no", (await Assert.ThrowsAsync<RpcException>(() => up.ResponseAsync)).Status.Detail);
    }
}
