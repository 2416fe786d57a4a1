using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GrpcLite.Tests;

public sealed class ClientTests
{
    [Fact]
    public async Task NoServer_IsUnavailable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        var call = channel.CreateCallInvoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, "");
        var thrown = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        Assert.Equal(StatusCode.Unavailable, thrown.StatusCode);
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseHeadersAsync)).StatusCode);
        Assert.Equal(StatusCode.Unavailable, call.GetStatus().StatusCode);
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());
    }

    [Fact]
    public async Task FailedSerializer_EndsTheCallAtOnce()
    {
        await using var host = await GrpcHost.StartScriptAsync(new ScriptService());
        var method = new Method<string, string>(
            MethodType.ServerStreaming,
            "test.Script",
            "ServerStream",
            Marshallers.Create<string>((_, _) => throw new FormatException(), _ => ""),
            Marshallers.StringMarshaller);
        using var call = host.Invoker().AsyncServerStreamingCall(method, null, default, "a");
        Assert.Equal(StatusCode.Internal, call.GetStatus().StatusCode);
        Assert.Contains("could not be serialized", call.GetStatus().Detail, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(431, StatusCode.Internal)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(502, StatusCode.Unavailable)]
    [InlineData(504, StatusCode.Unavailable)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(500, StatusCode.Unknown)]
    [InlineData(200, StatusCode.Cancelled)]
    public async Task HttpStatus_IsMapped(int http, StatusCode expected)
    {
        var thrown = await AnswerAsync(context =>
        {
            context.Response.StatusCode = http;
            return context.Response.WriteAsync("not gRPC");
        });
        Assert.Equal(expected, thrown.StatusCode);
    }

    [Fact]
    public async Task ResponseWithoutStatus_IsCancelled()
    {
        var thrown = await AnswerAsync(context =>
        {
            context.Response.ContentType = "application/grpc";
            return context.Response.Body.WriteAsync(RawCall.Frame("a")).AsTask();
        });
        Assert.Equal(StatusCode.Cancelled, thrown.StatusCode);
    }

    [Fact]
    public async Task ResponseThatIsOkWithoutMessage_IsInternal()
    {
        var thrown = await AnswerAsync(context =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers.GrpcStatus = "0";
            return Task.CompletedTask;
        });
        Assert.Equal(StatusCode.Internal, thrown.StatusCode);
    }

    [Fact]
    public async Task ResponseWithTwoMessages_IsInternal()
    {
        var thrown = await AnswerAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.AppendTrailer("grpc-status", "0");
            await context.Response.Body.WriteAsync(new byte[10]);
        });
        Assert.Equal(StatusCode.Internal, thrown.StatusCode);
    }

    [Theory]
    [InlineData(0x7, StatusCode.Unavailable)]
    [InlineData(0x8, StatusCode.Cancelled)]
    [InlineData(0xb, StatusCode.ResourceExhausted)]
    [InlineData(0x2, StatusCode.Internal)]
    public async Task Reset_IsMapped(int error, StatusCode expected)
    {
        var thrown = await AnswerAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.FlushAsync();
            context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpResetFeature>()!.Reset(error);
        });
        Assert.Equal(expected, thrown.StatusCode);
    }

    [Fact]
    public async Task Metadata_ReachesTheHandler()
    {
        var script = new ScriptService
        {
            OnUnary = (_, context) => Task.FromResult(
                $"{context.RequestHeaders.GetValue("name")} {context.RequestHeaders.GetValueBytes("data-bin")!.Length} "
                + $"{context.RequestHeaders.Get("grpc-timeout") is null} {context.Host} {context.Method} {context.Peer.Split(':')[0]}"),
        };
        await using var host = await GrpcHost.StartScriptAsync(script);
        var headers = new Metadata { { "Name", "value" }, { "data-bin", [1, 2, 3, 4, 5] } };
        var options = new CallOptions(headers, DateTime.UtcNow.AddMinutes(1));
        var seen = await host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, "ignored.example", options, "");
        Assert.Equal($"value 5 True {host.Channel.Target} /test.Script/Unary ipv4", seen);
    }

    [Fact]
    public async Task Status_BeforeTheEnd_IsMisuse()
    {
        await using var host = await GrpcHost.StartAsync(app => app.Run(context => Task.Delay(-1, context.RequestAborted)));
        using var call = host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, "");
        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());
    }

    [Fact]
    public async Task Cancel_CanThrowOperationCanceled()
    {
        await using var host = await GrpcHost.StartAsync(app => app.Run(context => Task.Delay(-1, context.RequestAborted)));
        using var channel = GrpcChannel.ForAddress(
            host.Address, new GrpcChannelOptions { ThrowOperationCanceledOnCancellation = true });
        using var cancel = new CancellationTokenSource(50);
        var options = new CallOptions(cancellationToken: cancel.Token);
        await Assert.ThrowsAsync<OperationCanceledException>(
            async () => await channel.CreateCallInvoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, options, ""));
    }

    [Fact]
    public async Task Message_LargerThanTheLimit_IsNotRead()
    {
        var script = new ScriptService { OnUnary = (_, _) => Task.FromResult(new string('a', 5_000_000)) };
        await using var host = await GrpcHost.StartScriptAsync(script);
        var thrown = await Assert.ThrowsAsync<RpcException>(
            async () => await host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, ""));
        Assert.Equal(StatusCode.ResourceExhausted, thrown.StatusCode);
    }

    [Fact]
    public async Task Message_LargerThanTheSendLimit_IsNotSent()
    {
        await using var host = await GrpcHost.StartInteropAsync();
        using var channel = GrpcChannel.ForAddress(host.Address, new GrpcChannelOptions { MaxSendMessageSize = 3 });
        var call = channel.CreateCallInvoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, "1234");
        Assert.Equal(StatusCode.ResourceExhausted, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).StatusCode);
    }

    [Fact]
    public async Task DisposedChannel_CancelsItsCalls()
    {
        await using var host = await GrpcHost.StartAsync(app => app.Run(context => Task.Delay(-1, context.RequestAborted)));
        var channel = GrpcChannel.ForAddress(host.Address);
        var invoker = channel.CreateCallInvoker();
        var call = invoker.AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, "");
        channel.Dispose();
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).StatusCode);
        Assert.Throws<ObjectDisposedException>(() => invoker.AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, ""));
    }

    [Fact]
    public async Task Credentials_AreSentWithoutTls_OnlyIfAllowed()
    {
        var script = new ScriptService { OnUnary = (_, context) => Task.FromResult(context.RequestHeaders.GetValue("authorization") ?? "none") };
        await using var host = await GrpcHost.StartScriptAsync(script);
        var token = CallCredentials.FromInterceptor((_, metadata) =>
        {
            metadata.Add("authorization", "Bearer x");
            return Task.CompletedTask;
        });
        var options = new CallOptions(credentials: token);
        Assert.Equal("none", await host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, options, ""));
        using var channel = GrpcChannel.ForAddress(
            host.Address, new GrpcChannelOptions { UnsafeUseInsecureChannelCallCredentials = true });
        Assert.Equal("Bearer x", await channel.CreateCallInvoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, options, ""));
    }

    private static async Task<RpcException> AnswerAsync(RequestDelegate answer)
    {
        await using var host = await GrpcHost.StartAsync(app => app.Run(answer));
        return await Assert.ThrowsAsync<RpcException>(
            async () => await host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, ""));
    }
}
