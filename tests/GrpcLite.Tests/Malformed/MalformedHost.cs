using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GrpcLite.Tests.Malformed;

/// <summary>One server for the malformed calls of a class, whose unary handler answers "re: " and the request.</summary>
public sealed class MalformedHost : IAsyncLifetime
{
    internal const int MaxMessageSize = 1000;

    private readonly List<CancellationToken> tokens = [];
    private GrpcHost host = null!;
    private int running;

    internal string Address => host.Address;

    /// <summary>The handlers that have not come to their end.</summary>
    internal int Running => Volatile.Read(ref running);

    internal static byte[] Reply(string request) => RawCall.Frame("re: " + request);

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

    public async Task InitializeAsync() => host = await GrpcHost.StartScriptAsync(
        new ScriptService
        {
            OnUnary = (request, context) => Task.FromResult(request switch
            {
                "metadata" => $"{context.RequestHeaders.Count(entry => entry.Key == "name")}",
                "days left" when context.Deadline == DateTime.MaxValue => "none",
                "days left" => $"{(context.Deadline - DateTime.UtcNow).Days}",
                _ => "re: " + request,
            }),
            OnClientStream = async (requests, _) => string.Join('+', await requests.ReadAllAsync().ToListAsync()),
            OnDuplex = (_, _, context) => WaitAsync(context.CancellationToken),
        },
        services => services.Configure<GrpcServiceOptions>(options => options.MaxReceiveMessageSize = MaxMessageSize));

    public async Task DisposeAsync() => await host.DisposeAsync();

    private async Task WaitAsync(CancellationToken token)
    {
        Interlocked.Increment(ref running);
        lock (tokens)
        {
            tokens.Add(token);
        }

        try
        {
            await Task.Delay(Timeout.Infinite, token);
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }
}
