using System.Text;
using Grpc.Core;
using GrpcLite.Server.Binding;
using GrpcLite.Tests.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GrpcLite.Tests;

public sealed class BindingTests
{
    [Fact]
    public async Task Service_NotRegistered_IsMadeAndDisposedPerCall()
    {
        CountingService.Made = CountingService.Disposed = 0;
        await using var host = await GrpcHost.StartAsync(
            app => app.MapGrpcService<CountingService>(), services => services.AddScoped<Dependency>());
        Assert.Equal("1", await CallAsync(host));
        Assert.Equal("2", await CallAsync(host));
        Assert.Equal(2, CountingService.Disposed);
    }

    [Fact]
    public async Task Service_Singleton_IsOneForAllCalls()
    {
        CountingService.Made = CountingService.Disposed = 0;
        await using var host = await GrpcHost.StartAsync(
            app => app.MapGrpcService<CountingService>(),
            services => services.AddSingleton<Dependency>().AddSingleton<CountingService>());
        Assert.Equal("1", await CallAsync(host));
        Assert.Equal("1", await CallAsync(host));
        Assert.Equal(0, CountingService.Disposed);
    }

    [Fact]
    public async Task Service_Scoped_IsOnePerCall()
    {
        CountingService.Made = CountingService.Disposed = 0;
        await using var host = await GrpcHost.StartAsync(
            app => app.MapGrpcService<CountingService>(),
            services => services.AddScoped<Dependency>().AddScoped<CountingService>());
        Assert.Equal("1", await CallAsync(host));
        Assert.Equal("2", await CallAsync(host));
    }

    [Fact]
    public async Task Method_ThatHidesTheBase_IsNotCalled()
    {
        await using var host = await GrpcHost.StartAsync(app => app.MapGrpcService<HidingService>());
        Assert.Equal("override", await CallAsync(host));
    }

    [Fact]
    public void Rejects_TypeThatIsNoService() => Assert.Throws<InvalidOperationException>(() => BindMethod.Of(typeof(string)));

    [Fact]
    public async Task Rejects_BindMethodOfAnotherBase() =>
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => GrpcHost.StartAsync(app => app.MapGrpcService<MisboundService>()));

    [Fact]
    public async Task Rejects_MappingWithoutAddGrpc()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        Assert.Throws<InvalidOperationException>(() => app.MapGrpcService<HidingService>());
    }

    [Fact]
    public async Task Limits_AreLiftedForRequestStreamsOnly()
    {
        static string Limits(ServerCallContext context)
        {
            var features = context.GetHttpContext().Features;
            return $"{features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize is null}";
        }

        var script = new ScriptService
        {
            OnUnary = (_, context) => Task.FromResult(Limits(context)),
            OnClientStream = (_, context) => Task.FromResult(Limits(context)),
        };
        await using var host = await GrpcHost.StartScriptAsync(script);
        Assert.Equal("False", await CallAsync(host));
        using var call = host.Invoker().AsyncClientStreamingCall(ScriptBase.ClientStreamMethod, null, default);
        await call.RequestStream.CompleteAsync();
        Assert.Equal("True", await call);
    }

    /// <summary>Only HTTP/1.1 tells the rate.</summary>
    [Fact]
    public async Task MinimumRate_IsLiftedForRequestStreamsOnly()
    {
        static Task<string> Rate(ServerCallContext context) => Task.FromResult(
            $"{context.GetHttpContext().Features.Get<IHttpMinRequestBodyDataRateFeature>()!.MinDataRate is null}");

        var script = new ScriptService { OnUnary = (_, context) => Rate(context), OnClientStream = (_, context) => Rate(context) };
        await using var host = await WebHost.StartAsync("1.1", script);
        Assert.Equal(["False"], (await host.SendAsync(WebHost.Binary, "Unary", RawCall.Frame("a"))).Messages);
        Assert.Equal(["True"], (await host.SendAsync(WebHost.Binary, "ClientStream", RawCall.Frame("a"))).Messages);
    }

    [Fact]
    public async Task ForwardingBinder_CanReplaceAMarshaller()
    {
        await using var host = await ReboundBase.HostAsync(new Method<string, string>(
            MethodType.Unary,
            "test.Script",
            "Unary",
            Marshallers.Create(Encoding.UTF8.GetBytes, bytes => $"{bytes.Length} bytes"),
            Marshallers.StringMarshaller));
        Assert.Equal("3 bytes", await host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, "abc"));
    }

    [Theory]
    [InlineData("{*path}")]
    [InlineData("{one}/{two}")]
    [InlineData("test.Script/Nothing")]
    public async Task UnknownMethod_IsUnimplemented_BesideOtherEndpoints(string pattern)
    {
        await using var host = await GrpcHost.StartAsync(
            app =>
            {
                app.MapGrpcService<HidingService>();
                app.MapGet(pattern, () => "a page");
            });
        var unknown = ScriptBase.Declare(MethodType.Unary, "Nothing");
        var thrown = await Assert.ThrowsAsync<RpcException>(async () => await host.Invoker().AsyncUnaryCall(unknown, null, default, ""));
        Assert.Equal(StatusCode.Unimplemented, thrown.StatusCode);
        Assert.Equal("override", await CallAsync(host));
    }

    private static async Task<string> CallAsync(GrpcHost host) =>
        await host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, "");

    internal sealed class Dependency;

    internal sealed class CountingService : ScriptBase, IDisposable
    {
        private readonly int number = ++Made;

        public CountingService(Dependency dependency) => ArgumentNullException.ThrowIfNull(dependency);

        internal static int Made { get; set; }

        internal static int Disposed { get; set; }

        public void Dispose() => Disposed++;

        public override Task<string> Unary(string request, ServerCallContext context) => Task.FromResult(number.ToString());
    }

    internal class OverridingService : ScriptBase
    {
        public override Task<string> Unary(string request, ServerCallContext context) => Task.FromResult("override");
    }

    internal sealed class HidingService : OverridingService
    {
        public new Task<string> Unary(string request, ServerCallContext context) => Task.FromResult("hidden");
    }

    [BindServiceMethod(typeof(ScriptBase), nameof(ScriptBase.BindService))]
    internal sealed class MisboundService;
}
