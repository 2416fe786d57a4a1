using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GrpcLite.Tests;

public sealed class StatusTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \U0001f608\t\n")]
    [InlineData("100 % of 参保")]
    [InlineData("")]
    public async Task Message_Survives(string detail)
    {
        var thrown = await FailAsync((_, _) => throw new RpcException(new Status(StatusCode.NotFound, detail)));
        Assert.Equal(StatusCode.NotFound, thrown.StatusCode);
        Assert.Equal(detail, thrown.Status.Detail);
    }

    [Fact]
    public async Task Message_WithLoneSurrogate_IsReplaced()
    {
        var thrown = await FailAsync((_, _) => throw new RpcException(new Status(StatusCode.NotFound, "a\ud800b")));
        Assert.Equal("a\ufffdb", thrown.Status.Detail);
    }

    [Fact]
    public async Task Message_TooLongForAHeader_IsCutAtACharacter()
    {
        var thrown = await FailAsync((_, _) => throw new RpcException(new Status(StatusCode.NotFound, new string('县', 3000))));
        Assert.Equal(new string('县', 111), thrown.Status.Detail);
    }

    [Fact]
    public async Task Trailers_OfException_JoinThoseOfContext()
    {
        var thrown = await FailAsync((_, context) =>
        {
            context.ResponseTrailers.Add("a-bin", [1, 2]);
            throw new RpcException(
                new Status(StatusCode.Aborted, "x"), new Metadata { { "grpc-status-details-bin", [3, 255, 4] }, { "b", "2" } });
        });
        Assert.Equal([1, 2], thrown.Trailers.GetValueBytes("a-bin"));
        Assert.Equal([3, 255, 4], thrown.Trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.Equal("2", thrown.Trailers.GetValue("b"));
    }

    [Fact]
    public async Task Trailers_ThatDoNotFit_AreLeftOut()
    {
        var thrown = await FailAsync((_, _) => throw new RpcException(
            new Status(StatusCode.Aborted, "x"), new Metadata { { "grpc-status-details-bin", new byte[20_000] }, { "b", "2" } }));
        Assert.Equal(StatusCode.Aborted, thrown.StatusCode);
        Assert.Null(thrown.Trailers.Get("grpc-status-details-bin"));
        Assert.Equal("2", thrown.Trailers.GetValue("b"));
    }

    [Fact]
    public async Task Trailer_ThatNoHeaderCanHold_IsAnInternalError()
    {
        var thrown = await FailAsync((_, context) =>
        {
            context.ResponseTrailers.Add("name", "参保");
            return Task.FromResult("");
        });
        Assert.Equal(StatusCode.Internal, thrown.StatusCode);
    }

    [Theory]
    [InlineData(false, "Exception was thrown by handler.")]
    [InlineData(true, "Exception was thrown by handler. ArgumentException: secret")]
    public async Task Exception_IsUnknown_WithDetailOnlyIfConfigured(bool detailed, string detail)
    {
        var thrown = await FailAsync(
            (_, _) => throw new ArgumentException("secret"),
            services => services.Configure<GrpcServiceOptions>(options => options.EnableDetailedErrors = detailed));
        Assert.Equal(StatusCode.Unknown, thrown.StatusCode);
        Assert.Equal(detail, thrown.Status.Detail);
    }

    [Fact]
    public async Task NullReply_IsCancelled_WhateverTheStatus()
    {
        var thrown = await FailAsync((_, context) =>
        {
            context.Status = new Status(StatusCode.DataLoss, "lost");
            return Task.FromResult<string>(null!);
        });
        Assert.Equal(StatusCode.Cancelled, thrown.StatusCode);
    }

    [Fact]
    public async Task ContextStatus_IsSent()
    {
        var thrown = await FailAsync((_, context) =>
        {
            context.Status = new Status(StatusCode.DataLoss, "lost");
            return Task.FromResult("");
        });
        Assert.Equal(StatusCode.DataLoss, thrown.StatusCode);
    }

    [Fact]
    public async Task Reply_LargerThanTheLimit_IsResourceExhausted()
    {
        var thrown = await FailAsync(
            (_, _) => Task.FromResult("12345"),
            services => services.AddGrpc().AddServiceOptions<ScriptService>(options => options.MaxSendMessageSize = 4));
        Assert.Equal(StatusCode.ResourceExhausted, thrown.StatusCode);
    }

    [Fact]
    public async Task ServiceOptions_StartAsThoseOfAll()
    {
        var thrown = await FailAsync(
            (_, _) => throw new ArgumentException("secret"),
            services => services.AddGrpc(options => options.EnableDetailedErrors = true)
                .AddServiceOptions<ScriptService>(options => options.MaxSendMessageSize = 4));
        Assert.Contains("secret", thrown.Status.Detail);
    }

    private static async Task<RpcException> FailAsync(
        Func<string, ServerCallContext, Task<string>> handler, Action<IServiceCollection>? configure = null)
    {
        await using var host = await GrpcHost.StartScriptAsync(new ScriptService { OnUnary = handler }, configure);
        using var call = host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, "");
        var thrown = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        Assert.Equal(thrown.Status.StatusCode, call.GetStatus().StatusCode);
        return thrown;
    }
}
