using System.Net;
using System.Net.Sockets;
using Canbao.Documents;
using Canbao.Server.Hosting;
using Canbao.V1;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>Single calls whose channel retries them, as docs/OPERATIONS.md recommends it to callers.</summary>
public class RetryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Call_WaitsForAServiceThatIsStillToCome()
    {
        var port = FreePort();
        using var channel = Retrying($"http://127.0.0.1:{port}");
        var call = new QuoteService.QuoteServiceClient(channel).QuoteAsync(Ask.Resident(), deadline: DateTime.UtcNow + Patience).ResponseAsync;
        await Task.Delay(100);
        Assert.False(call.IsCompleted, "the call did not wait");
        await using var server = CanbaoServer.Build(new ServerOptions
        {
            Listen = new IPEndPoint(IPAddress.Loopback, port), PolicyFolder = RepositoryFolder.Policies, WatchPolicies = false, ProvePolicies = false,
        });
        await server.StartAsync();
        Assert.Equal(400_00, (await call).FeeFen);
        await server.StopAsync();
    }

    [Fact]
    public async Task WrongQuestion_IsAskedOnce()
    {
        await using var server = await RunningServer.StartAsync(watch: false);
        using var channel = Retrying(server.Address);
        var asked = DateTime.UtcNow;
        var call = new QuoteService.QuoteServiceClient(channel).QuoteAsync(Ask.Resident(r => r.PaymentDate = 20250230), deadline: asked + Patience);
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).StatusCode);
        Assert.DoesNotContain(await call.ResponseHeadersAsync, entry => entry.Key == "grpc-previous-rpc-attempts");
    }

    private static GrpcChannel Retrying(string address) => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        MaxRetryAttempts = 50,
        ServiceConfig = new ServiceConfig
        {
            MethodConfigs =
            {
                new MethodConfig
                {
                    Names = { MethodName.Default },
                    RetryPolicy = new RetryPolicy
                    {
                        MaxAttempts = 50, InitialBackoff = TimeSpan.FromMilliseconds(100), MaxBackoff = TimeSpan.FromSeconds(1), BackoffMultiplier = 1.5,
                        RetryableStatusCodes = { StatusCode.Unavailable, StatusCode.ResourceExhausted },
                    },
                },
            },
        },
    });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
