using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace GrpcLite.Tests;

public sealed class HealthTests : IAsyncLifetime
{
    private GrpcHost host = null!;
    private HealthServiceImpl service = null!;
    private Health.HealthClient client = null!;

    public async ValueTask InitializeAsync()
    {
        host = await GrpcHost.StartAsync(app => app.MapGrpcService<HealthServiceImpl>());
        service = host.Services.GetRequiredService<HealthServiceImpl>();
        service.SetStatus("", ServingStatus.Serving);
        client = new Health.HealthClient(host.Channel);
    }

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Check_TellsTheStatus()
    {
        Assert.Equal(ServingStatus.Serving, (await client.CheckAsync(new HealthCheckRequest())).Status);
        service.SetStatus("", ServingStatus.NotServing);
        Assert.Equal(ServingStatus.NotServing, (await client.CheckAsync(new HealthCheckRequest())).Status);
        service.ClearAll();
        await RejectAsync("");
    }

    [Fact]
    public Task Check_OfAnUnknownService_IsNotFound() => RejectAsync("nobody");

    [Fact]
    public async Task Watch_PushesChanges()
    {
        using var call = client.Watch(new HealthCheckRequest { Service = "canbao" });
        await ExpectAsync(call, ServingStatus.ServiceUnknown);
        service.SetStatus("canbao", ServingStatus.Serving);
        await ExpectAsync(call, ServingStatus.Serving);
        service.SetStatus("canbao", ServingStatus.Serving);
        service.SetStatus("canbao", ServingStatus.NotServing);
        await ExpectAsync(call, ServingStatus.NotServing);
        service.ClearStatus("canbao");
        await ExpectAsync(call, ServingStatus.ServiceUnknown);
    }

    [Fact]
    public async Task Watch_EndsWithItsCall()
    {
        await using var own = await GrpcHost.StartAsync(
            app => app.MapGrpcService<WitnessedHealth>(), services => services.AddSingleton<WitnessedHealth>());
        using (var call = new Health.HealthClient(own.Channel).Watch(new HealthCheckRequest()))
        {
            await ExpectAsync(call, ServingStatus.ServiceUnknown);
        }

        await own.Services.GetRequiredService<WitnessedHealth>().Ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task ExpectAsync(AsyncServerStreamingCall<HealthCheckResponse> call, ServingStatus status)
    {
        Assert.True(await call.ResponseStream.MoveNext().WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(status, call.ResponseStream.Current.Status);
    }

    private async Task RejectAsync(string name)
    {
        var thrown = await Assert.ThrowsAsync<RpcException>(
            async () => await client.CheckAsync(new HealthCheckRequest { Service = name }));
        Assert.Equal(StatusCode.NotFound, thrown.StatusCode);
    }

    internal sealed class WitnessedHealth : HealthServiceImpl
    {
        internal TaskCompletionSource Ended { get; } = new();

        public override async Task Watch(
            HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
        {
            await base.Watch(request, responseStream, context);
            Ended.SetResult();
        }
    }
}
