using Canbao.Mapping;
using Canbao.Server.Hosting;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Canbao.EndToEnd.Tests.Service;

public class ShutdownTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData("")]
    [InlineData("canbao.v1.QuoteService")]
    [InlineData("canbao.v1.PolicyService")]
    public async Task Health_WhileServing(string service)
    {
        await using var server = await RunningServer.StartAsync();
        var health = new Health.HealthClient(server.Channel);
        Assert.Equal(ServingStatus.Serving, (await health.CheckAsync(new HealthCheckRequest { Service = service })).Status);
    }

    [Fact]
    public async Task HealthWatch_TellsOfTheShutdown_AndEnds()
    {
        await using var server = await RunningServer.StartAsync();
        using var watch = new Health.HealthClient(server.Channel).Watch(new HealthCheckRequest());
        Assert.True(await watch.ResponseStream.MoveNext());
        Assert.Equal(ServingStatus.Serving, watch.ResponseStream.Current.Status);
        var stopping = server.StopAsync();
        Assert.True(await watch.ResponseStream.MoveNext());
        Assert.Equal(ServingStatus.NotServing, watch.ResponseStream.Current.Status);
        Assert.False(await watch.ResponseStream.MoveNext());
        await stopping.WaitAsync(Patience);
    }

    /// <summary>The service looks each second, the shortest that the framework takes; by default it would be half a minute.</summary>
    [Fact]
    public async Task HealthWatch_TellsOfAChange_Soon()
    {
        await using var server = await RunningServer.StartAsync();
        var isWell = true;
        server.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations.Add(new HealthCheckRegistration(
            "switch", _ => new Switch(() => isWell), failureStatus: null, tags: null));
        using var watch = new Health.HealthClient(server.Channel).Watch(new HealthCheckRequest { Service = "canbao.v1.QuoteService" });
        Assert.True(await watch.ResponseStream.MoveNext());
        Assert.Equal(ServingStatus.Serving, watch.ResponseStream.Current.Status);
        foreach (var expected in (ServingStatus[])[ServingStatus.NotServing, ServingStatus.Serving])
        {
            isWell = expected == ServingStatus.Serving;
            Assert.True(await watch.ResponseStream.MoveNext().WaitAsync(Patience));
            Assert.Equal(expected, watch.ResponseStream.Current.Status);
        }
    }

    [Fact]
    public async Task HealthWatch_OfAnUnknownService_HoldsNoShutdownUp()
    {
        await using var server = await RunningServer.StartAsync();
        using var watch = new Health.HealthClient(server.Channel).Watch(new HealthCheckRequest { Service = "nobody" });
        Assert.True(await watch.ResponseStream.MoveNext());
        Assert.Equal(ServingStatus.ServiceUnknown, watch.ResponseStream.Current.Status);
        var stopping = server.StopAsync();
        Assert.True(await watch.ResponseStream.MoveNext().WaitAsync(Patience));
        Assert.Equal(ServingStatus.NotServing, watch.ResponseStream.Current.Status);
        Assert.False(await watch.ResponseStream.MoveNext().WaitAsync(Patience));
        await stopping.WaitAsync(Patience);
    }

    [Fact]
    public async Task HealthWatch_WhoseCallerLeaves_IsForgotten()
    {
        await using var server = await RunningServer.StartAsync();
        var watch = new Health.HealthClient(server.Channel).Watch(new HealthCheckRequest());
        Assert.True(await watch.ResponseStream.MoveNext());
        watch.Dispose();
        await server.StopAsync().WaitAsync(Patience);
    }

    /// <summary>What ends as cancelled is a critical message of the host where the start fails. Stopped at once, no thread may have begun it.</summary>
    [Fact]
    public async Task BackgroundWork_ThatNoThreadHasBegun_EndsInGoodOrder()
    {
        using var work = new NoWork();
        // All threads of the pool are busy for a moment: the work is stopped before it begins.
        for (var i = 0; i < 2 * Environment.ProcessorCount; i++) _ = Task.Run(() => Thread.Sleep(50));
        await work.StartAsync(CancellationToken.None);
        await work.StopAsync(CancellationToken.None).WaitAsync(Patience);
        Assert.True(work.Work.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task BackgroundWork_EndsInGoodOrder()
    {
        await using var server = await RunningServer.StartAsync(prove: true);
        var works = server.Services.GetServices<IHostedService>().OfType<WorkUntilStopped>().ToList();
        Assert.Equal(2, works.Count);
        await server.StopAsync();
        foreach (var work in works) await work.Work.WaitAsync(Patience);
    }

    [Fact]
    public async Task Stream_EndsUnavailable_AfterTheBatchInHand()
    {
        await using var server = await RunningServer.StartAsync();
        using var call = server.Quotes.StreamQuotes();
        await Exchange.OneAsync(call, Ask.Columns(1));
        var stopping = server.StopAsync();
        var thrown = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Ending.AssertStatus(StatusCode.Unavailable, thrown);
        await stopping.WaitAsync(Patience);
    }

    [Fact]
    public async Task BusyStream_LosesNoReplyInTheMiddle()
    {
        await using var server = await RunningServer.StartAsync();
        using var call = server.Quotes.StreamQuotes();
        var answered = 0ul;
        Task? stopping = null;
        var thrown = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (true)
            {
                await Exchange.OneAsync(call, Ask.Columns(answered + 1, b => b.ProfileIndex.AddRange(new uint[20_000])));
                answered++;
                if (answered == 20) stopping = server.StopAsync();
            }
        });
        Ending.AssertStatus(StatusCode.Unavailable, thrown);
        Assert.True(answered >= 20);
        await stopping!.WaitAsync(Patience);
    }

    private sealed class Switch(Func<bool> isWell) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(isWell() ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
    }

    [Fact]
    public async Task StoppedServer_RefusesCalls()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StopAsync().WaitAsync(Patience);
        var thrown = await Assert.ThrowsAsync<RpcException>(async () => await server.Quotes.QuoteAsync(Ask.Resident()));
        Assert.Equal(StatusCode.Unavailable, thrown.StatusCode);
    }

    private sealed class NoWork() : WorkUntilStopped(new Defects(NullLogger<Defects>.Instance))
    {
        protected override Task WorkAsync(CancellationToken stop) => Task.Delay(Timeout.Infinite, stop);
    }
}
