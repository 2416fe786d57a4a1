using System.IO.Compression;
using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GrpcLite.Tests;

/// <summary>Small habits of the official client that a caller can notice.</summary>
public sealed class ClientParityTests
{
    [Fact]
    public async Task ResponseHeaders_OfTrailersOnly_AreThere()
    {
        await using var host = await GrpcHost.StartScriptAsync(new ScriptService
        {
            OnUnary = (_, _) => throw new RpcException(new Status(StatusCode.NotFound, "x"), new Metadata { { "name", "value" } }),
        });
        using var call = host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, "");
        Assert.Equal("value", (await call.ResponseHeadersAsync).GetValue("name"));
        Assert.Equal("value", (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).Trailers.GetValue("name"));
        Assert.Equal("value", call.GetTrailers().GetValue("name"));
    }

    [Fact]
    public async Task ResponseHeaders_OfHttpError_AreNoTrailers()
    {
        await using var host = await GrpcHost.StartAsync(app => app.Run(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers["name"] = "value";
            return Task.CompletedTask;
        }));
        using var call = host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, "");
        Assert.Equal("value", (await call.ResponseHeadersAsync).GetValue("name"));
        Assert.Empty((await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).Trailers);
        Assert.Empty(call.GetTrailers());
    }

    [Fact]
    public async Task GivenHttpClient_DeliversAStreamAsItComes()
    {
        var release = new TaskCompletionSource();
        await using var host = await GrpcHost.StartScriptAsync(new ScriptService
        {
            OnServerStream = async (_, responses, _) =>
            {
                await responses.WriteAsync("first");
                await release.Task;
            },
        });
        using var client = new HttpClient();
        using var channel = GrpcChannel.ForAddress(host.Address, new GrpcChannelOptions { HttpClient = client });
        using var call = channel.CreateCallInvoker().AsyncServerStreamingCall(ScriptBase.ServerStreamMethod, null, default, "");
        Assert.True(await call.ResponseStream.MoveNext().WaitAsync(TimeSpan.FromSeconds(10)));
        release.SetResult();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task GivenHttpClient_WithTimeout_CancelsTheCall()
    {
        await using var host = await GrpcHost.StartAsync(app => app.Run(context => Task.Delay(-1, context.RequestAborted)));
        using var client = new HttpClient { Timeout = TimeSpan.FromMilliseconds(50) };
        var thrown = await FailAsync(host, new GrpcChannelOptions { HttpClient = client });
        Assert.Equal(StatusCode.Cancelled, thrown.StatusCode);
    }

    [Theory]
    [InlineData(0, StatusCode.OK)]
    [InlineData(1, StatusCode.Unimplemented)]
    public async Task UnknownEncoding_MattersOnlyToACompressedMessage(byte flag, StatusCode expected)
    {
        await using var host = await GrpcHost.StartAsync(app => app.Run(async context =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers.GrpcEncoding = "snappy";
            await context.Response.Body.WriteAsync(RawCall.Frame("a", flag));
            context.Response.AppendTrailer("grpc-status", "0");
        }));
        using var call = host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, "");
        await Record.ExceptionAsync(() => call.ResponseAsync);
        Assert.Equal(expected, call.GetStatus().StatusCode);
    }

    [Theory]
    [InlineData(false, "identity,gzip,deflate")]
    [InlineData(true, "identity,deflate")]
    public async Task Request_CarriesTheHeadersOfTheProtocol(bool deflateOnly, string acceptEncoding)
    {
        var seen = new Dictionary<string, string>();
        await using var host = await GrpcHost.StartAsync(app => app.Run(context =>
        {
            foreach (var (name, value) in context.Request.Headers)
            {
                seen[name.ToLowerInvariant()] = value.ToString();
            }

            return Task.CompletedTask;
        }));
        var options = new GrpcChannelOptions();
        if (deflateOnly)
        {
            options.CompressionProviders = [new DeflateCompressionProvider(CompressionLevel.Fastest)];
        }

        await FailAsync(host, options, new CallOptions(deadline: DateTime.UtcNow.AddSeconds(30)));
        Assert.Equal(acceptEncoding, seen["grpc-accept-encoding"]);
        Assert.Equal("trailers", seen["te"]);
        Assert.Equal("application/grpc", seen["content-type"]);
        Assert.Matches("^[0-9]{1,8}[HMSmun]$", seen["grpc-timeout"]);
        Assert.DoesNotContain("grpc-encoding", seen.Keys);
        Assert.DoesNotContain("content-length", seen.Keys);
    }

    [Fact]
    public async Task UserAgent_HasTheFormOfTheSpecification()
    {
        await using var host = await GrpcHost.StartScriptAsync(new ScriptService
        {
            OnUnary = (_, context) => Task.FromResult(context.RequestHeaders.GetValue("user-agent")!),
        });
        var own = await host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, "");
        Assert.Matches(@"^grpc-dotnet-lite/\d+\.\d+\.\d+ \(\.NET 10[^;()]*; CLR 10[^;()]*; [^;()]+\)$", own);
        var options = new CallOptions(new Metadata { { "user-agent", "tax/1" } });
        Assert.Equal(own + " tax/1", await host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, options, ""));
    }

    [Fact]
    public async Task Credentials_AreAskedApart_TheCallsFirst()
    {
        await using var host = await GrpcHost.StartScriptAsync(new ScriptService
        {
            OnUnary = (_, context) => Task.FromResult(
                string.Join(", ", context.RequestHeaders.GetAll("seen").Select(entry => entry.Value))),
        });
        var options = new GrpcChannelOptions
        {
            UnsafeUseInsecureChannelCallCredentials = true,
            Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, Credentials("channel")),
        };
        using var channel = GrpcChannel.ForAddress(host.Address, options);
        var call = new CallOptions(new Metadata { { "app", "1" } }, credentials: Credentials("call"));
        var seen = await channel.CreateCallInvoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, call, "");
        var service = $"{host.Address}/test.Script Unary True 0";
        Assert.Equal($"call {service}, channel {service}", seen);

        static CallCredentials Credentials(string name) => CallCredentials.FromInterceptor((context, metadata) =>
        {
            var cancellable = context.CancellationToken.CanBeCanceled;
            metadata.Add("seen", $"{name} {context.ServiceUrl} {context.MethodName} {cancellable} {metadata.Count}");
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Credentials_ThatFail_EndTheCall()
    {
        await using var host = await GrpcHost.StartInteropAsync();
        var options = new GrpcChannelOptions { UnsafeUseInsecureChannelCallCredentials = true };
        var broken = await FailAsync(host, options, new CallOptions(credentials: CallCredentials.FromInterceptor(
            (_, _) => throw new InvalidOperationException("no token"))));
        Assert.Equal(StatusCode.Internal, broken.StatusCode);
        Assert.Contains("no token", broken.Status.Detail);
        var refused = await FailAsync(host, options, new CallOptions(credentials: CallCredentials.FromInterceptor(
            (_, _) => throw new RpcException(new Status(StatusCode.Unauthenticated, "expired")))));
        Assert.Equal("expired", refused.Status.Detail);
    }

    public static TheoryData<Exception, StatusCode> TransportFailures() => new()
    {
        { new HttpRequestException("x"), StatusCode.Internal },
        { new HttpRequestException("x", new System.Security.Authentication.AuthenticationException("y")), StatusCode.Internal },
        { new HttpRequestException("x", new IOException("y")), StatusCode.Unavailable },
        { new HttpRequestException("x", new IOException("y", new HttpProtocolException(0x8, "z", null))), StatusCode.Cancelled },
        { new OperationCanceledException("x"), StatusCode.Cancelled },
    };

    [Theory]
    [MemberData(nameof(TransportFailures))]
    public async Task TransportFailure_IsMapped_AndTold(Exception failure, StatusCode expected)
    {
        await using var host = await GrpcHost.StartInteropAsync();
        using var handler = new InterceptingHandler(() => throw failure);
        var thrown = await FailAsync(host, new GrpcChannelOptions { HttpHandler = handler });
        Assert.Equal(expected, thrown.StatusCode);
        Assert.Contains($"{failure.GetType().Name}: x", thrown.Status.Detail);
        Assert.EndsWith((failure.InnerException?.InnerException ?? failure.InnerException ?? failure).Message, thrown.Status.Detail);
        Assert.Same(failure, thrown.Status.DebugException);
    }

    [Fact]
    public async Task Http11Response_IsInternal()
    {
        await using var host = await GrpcHost.StartInteropAsync();
        using var handler = new InterceptingHandler(() => new HttpResponseMessage(HttpStatusCode.OK) { Version = HttpVersion.Version11 });
        Assert.Equal(StatusCode.Internal, (await FailAsync(host, new GrpcChannelOptions { HttpHandler = handler })).StatusCode);
    }

    [Fact]
    public async Task DisposedCall_RefusesReadsAndWrites()
    {
        await using var host = await GrpcHost.StartAsync(app => app.Run(context => Task.Delay(-1, context.RequestAborted)));
        var call = host.Invoker().AsyncDuplexStreamingCall(ScriptBase.DuplexMethod, null, default);
        call.Dispose();
        Assert.Throws<ObjectDisposedException>(() => { _ = call.ResponseStream.MoveNext(); });
        await Assert.ThrowsAsync<ObjectDisposedException>(() => call.RequestStream.WriteAsync(""));
        Assert.Throws<ObjectDisposedException>(() => { _ = call.RequestStream.CompleteAsync(); });
        Assert.Equal("gRPC call disposed.", call.GetStatus().Detail);
    }

    [Fact]
    public async Task OperationCanceled_NamesTheTokenOfTheCaller()
    {
        await using var host = await GrpcHost.StartAsync(app => app.Run(context => Task.Delay(-1, context.RequestAborted)));
        using var channel = GrpcChannel.ForAddress(host.Address, new GrpcChannelOptions { ThrowOperationCanceledOnCancellation = true });
        using var cancel = new CancellationTokenSource(50);
        var options = new CallOptions(cancellationToken: cancel.Token);
        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await channel.CreateCallInvoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, options, ""));
        Assert.Equal(cancel.Token, thrown.CancellationToken);
    }

    [Fact]
    public async Task BlockingCall_ReturnsOrThrows()
    {
        await using var host = await GrpcHost.StartScriptAsync(new ScriptService
        {
            OnUnary = (request, _) => request == "" ? throw new RpcException(new Status(StatusCode.DataLoss, "")) : Task.FromResult(request),
        });
        Assert.Equal("a", host.Invoker().BlockingUnaryCall(ScriptBase.UnaryMethod, null, default, "a"));
        var thrown = Assert.Throws<RpcException>(() => host.Invoker().BlockingUnaryCall(ScriptBase.UnaryMethod, null, default, ""));
        Assert.Equal(StatusCode.DataLoss, thrown.StatusCode);
    }

    private static async Task<RpcException> FailAsync(GrpcHost host, GrpcChannelOptions channelOptions, CallOptions options = default)
    {
        using var channel = GrpcChannel.ForAddress(host.Address, channelOptions);
        return await Assert.ThrowsAsync<RpcException>(
            async () => await channel.CreateCallInvoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, options, ""));
    }
}
