using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GrpcLite.Tests.Malformed;

/// <summary>One server for the malformed calls of a class, whose unary handler answers "re: " and the request.</summary>
public sealed class MalformedHost : IAsyncLifetime
{
    internal const int MaxMessageSize = 1000;

    private readonly List<CancellationToken> tokens = [];
    private readonly TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GrpcHost host = null!;
    private int running;
    private int started;

    internal string Address => host.Address;

    /// <summary>The handlers that have not come to their end.</summary>
    internal int Running => Volatile.Read(ref running);

    /// <summary>The handlers that have ever begun.</summary>
    internal int Started => Volatile.Read(ref started);

    internal CallInvoker Invoker() => host.Invoker();

    internal static byte[] Reply(string request) => RawCall.Frame("re: " + request);

    internal async Task WaitForHandlersAsync(int count)
    {
        for (var wait = 0; wait < 2000 && Running < count; wait++)
        {
            await Task.Delay(1);
        }
    }

    /// <summary>Lets the handlers end that wait for nothing else.</summary>
    internal void Release() => release.TrySetResult();

    /// <summary>Whatever went before, a good call on a new connection gets its answer.</summary>
    internal async Task AssertServesAsync()
    {
        var answer = await RawConnection.CallAsync(Address, RawCall.Frame("well"));
        Assert.Equal(StatusCode.OK, answer.Status);
        Assert.Equal(Reply("well"), answer.Body);
    }

    /// <summary>Waits until all handlers have ended; their tokens must have been cancelled.</summary>
    internal async Task AssertHandlersEndAsync()
    {
        for (var wait = 0; wait < 500 && Running > 0; wait++)
        {
            await Task.Delay(20);
        }

        Assert.Equal(0, Running);
        lock (tokens)
        {
            Assert.All(tokens, token => Assert.True(token.IsCancellationRequested));
            tokens.Clear();
        }
    }

    public async ValueTask InitializeAsync() => host = await GrpcHost.StartScriptAsync(
        new ScriptService
        {
            OnUnary = async (request, context) => request switch
            {
                "wait" => await WaitAsync(context.CancellationToken),
                "metadata" => $"{context.RequestHeaders.Count(entry => entry.Key == "name")}",
                "days left" when context.Deadline == DateTime.MaxValue => "none",
                "days left" => $"{(context.Deadline - DateTime.UtcNow).Days}",
                _ => "re: " + request,
            },
            OnClientStream = async (requests, _) => string.Join('+', await requests.ReadAllAsync().ToListAsync()),
            OnServerStream = async (_, _, context) =>
            {
                // It does not look at its token.
                Begin(context.CancellationToken);
                await release.Task;
                Interlocked.Decrement(ref running);
            },
            OnDuplex = (_, _, context) => WaitAsync(context.CancellationToken),
        },
        services => services.Configure<GrpcServiceOptions>(options => options.MaxReceiveMessageSize = MaxMessageSize));

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    private void Begin(CancellationToken token)
    {
        Interlocked.Increment(ref running);
        Interlocked.Increment(ref started);
        lock (tokens)
        {
            tokens.Add(token);
        }
    }

    private async Task<string> WaitAsync(CancellationToken token)
    {
        Begin(token);
        try
        {
            await Task.Delay(Timeout.Infinite, token);
            return "";
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }
}
