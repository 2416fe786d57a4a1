using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace GrpcLite.Tests.Retries;

/// <summary>A server whose handler answers each attempt as the test says, and a client that retries.</summary>
internal sealed class FlakyHost : IAsyncDisposable
{
    private readonly GrpcHost host;
    private readonly AttemptCounter counter;

    private FlakyHost(GrpcHost host, AttemptCounter counter, GrpcChannel channel)
    {
        this.host = host;
        this.counter = counter;
        Channel = channel;
    }

    internal GrpcChannel Channel { get; }

    internal int Attempts => counter.Value;

    /// <param name="answer">Gets the number of the attempt, from 1 on.</param>
    internal static async Task<FlakyHost> StartAsync(
        Func<int, string, ServerCallContext, Task<string>> answer, GrpcChannelOptions? options = null)
    {
        var counter = new AttemptCounter();
        var host = await GrpcHost.StartScriptAsync(new ScriptService
        {
            OnUnary = (request, context) => answer(counter.Next(), request, context),
            OnServerStream = async (request, responses, context) =>
                await responses.WriteAsync(await answer(counter.Next(), request, context)),
        });
        options ??= new GrpcChannelOptions();
        options.ServiceConfig ??= Config();
        return new FlakyHost(host, counter, GrpcChannel.ForAddress(host.Address, options));
    }

    internal static ServiceConfig Config(RetryPolicy? policy = null, RetryThrottlingPolicy? throttling = null) => new()
    {
        MethodConfigs = { new MethodConfig { Names = { MethodName.Default }, RetryPolicy = policy ?? Policy() } },
        RetryThrottling = throttling,
    };

    /// <summary>Four attempts with waits of at most 20 ms when the server is unavailable.</summary>
    internal static RetryPolicy Policy() => new()
    {
        MaxAttempts = 4,
        InitialBackoff = TimeSpan.FromMilliseconds(5),
        MaxBackoff = TimeSpan.FromMilliseconds(20),
        BackoffMultiplier = 2,
        RetryableStatusCodes = { StatusCode.Unavailable },
    };

    internal static RpcException Failure(StatusCode code, string? pushback = null) => new(
        new Status(code, "flaky"),
        pushback is null ? [] : new Metadata { { "grpc-retry-pushback-ms", pushback } });

    internal AsyncUnaryCall<string> Call(string request = "", CallOptions options = default) =>
        Channel.CreateCallInvoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, options, request);

    internal async Task<StatusCode> FailAsync(string request = "")
    {
        using var call = Call(request);
        var thrown = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        Assert.Equal(thrown.StatusCode, call.GetStatus().StatusCode);
        return thrown.StatusCode;
    }

    internal async Task WaitForAttemptAsync()
    {
        while (Attempts == 0)
        {
            await Task.Delay(5);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await host.DisposeAsync();
    }
}
