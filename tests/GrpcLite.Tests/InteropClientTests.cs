using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Testing;

namespace GrpcLite.Tests;

/// <summary>
/// The interop cases of grpc/doc/interop-test-descriptions.md, from the client's side. They run against our own
/// server, or against the one that GRPC_INTEROP_SERVER names (http://127.0.0.1:PORT), to meet code written by others.
/// </summary>
public sealed class InteropClientTests : IAsyncLifetime
{
    private static readonly int[] ResponseSizes = [31415, 9, 2653, 58979];
    private static readonly int[] RequestSizes = [27182, 8, 1828, 45904];

    private GrpcHost? host;
    private GrpcChannel channel = null!;
    private TestService.TestServiceClient client = null!;

    public async Task InitializeAsync()
    {
        var server = Environment.GetEnvironmentVariable("GRPC_INTEROP_SERVER");
        host = server is null ? await GrpcHost.StartInteropAsync() : null;
        channel = GrpcChannel.ForAddress(server ?? host!.Address);
        client = new TestService.TestServiceClient(channel);
    }

    public async Task DisposeAsync()
    {
        channel.Dispose();
        await (host?.DisposeAsync() ?? default);
    }

    [Fact]
    public async Task EmptyUnary() => Assert.Equal(new Empty(), await client.EmptyCallAsync(new Empty()));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LargeUnary(bool compressed)
    {
        var headers = compressed ? new Metadata { { "grpc-internal-encoding-request", "gzip" } } : [];
        var request = Large();
        request.ExpectCompressed = new BoolValue { Value = compressed };
        var reply = await client.UnaryCallAsync(request, headers);
        Assert.Equal(Zeros(314159), reply.Payload.Body);
    }

    [Fact]
    public async Task ClientStreaming()
    {
        using var call = client.StreamingInputCall();
        foreach (var size in RequestSizes)
        {
            await call.RequestStream.WriteAsync(new StreamingInputCallRequest { Payload = Payload(size) });
        }

        await call.RequestStream.CompleteAsync();
        Assert.Equal(74922, (await call).AggregatedPayloadSize);
    }

    [Fact]
    public async Task ServerStreaming()
    {
        var request = new StreamingOutputCallRequest();
        request.ResponseParameters.AddRange(ResponseSizes.Select(size => new ResponseParameters { Size = size }));
        using var call = client.StreamingOutputCall(request);
        var sizes = await call.ResponseStream.ReadAllAsync().Select(reply => reply.Payload.Body.Length).ToArrayAsync();
        Assert.Equal(ResponseSizes, sizes);
    }

    [Fact]
    public async Task PingPong()
    {
        using var call = client.FullDuplexCall();
        for (var turn = 0; turn < RequestSizes.Length; turn++)
        {
            await call.RequestStream.WriteAsync(Ping(RequestSizes[turn], ResponseSizes[turn]));
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(ResponseSizes[turn], call.ResponseStream.Current.Payload.Body.Length);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task EmptyStream()
    {
        using var call = client.FullDuplexCall();
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task CancelAfterBegin()
    {
        using var cancel = new CancellationTokenSource();
        using var call = client.StreamingInputCall(cancellationToken: cancel.Token);
        cancel.Cancel();
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).StatusCode);
    }

    [Fact]
    public async Task CancelAfterFirstResponse()
    {
        using var cancel = new CancellationTokenSource();
        using var call = client.FullDuplexCall(cancellationToken: cancel.Token);
        await call.RequestStream.WriteAsync(Ping(27182, 31415));
        Assert.True(await call.ResponseStream.MoveNext());
        cancel.Cancel();
        var thrown = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.Cancelled, thrown.StatusCode);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task TimeoutOnSleepingServer()
    {
        using var call = client.FullDuplexCall(deadline: DateTime.UtcNow.AddMilliseconds(1));
        await Record.ExceptionAsync(() => call.RequestStream.WriteAsync(new StreamingOutputCallRequest { Payload = Payload(27182) }));
        var thrown = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.DeadlineExceeded, thrown.StatusCode);
    }

    [Theory]
    [InlineData("test status message")]
    [InlineData("\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \U0001f608\t\n")]
    public async Task StatusCodeAndMessage(string message)
    {
        var wanted = new EchoStatus { Code = 2, Message = message };
        var unary = await Assert.ThrowsAsync<RpcException>(
            async () => await client.UnaryCallAsync(new SimpleRequest { ResponseStatus = wanted }));
        Assert.Equal((StatusCode.Unknown, message), (unary.StatusCode, unary.Status.Detail));

        using var call = client.FullDuplexCall();
        await call.RequestStream.WriteAsync(new StreamingOutputCallRequest { ResponseStatus = wanted });
        await call.RequestStream.CompleteAsync();
        var duplex = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal((StatusCode.Unknown, message), (duplex.StatusCode, duplex.Status.Detail));
    }

    [Fact]
    public async Task CustomMetadata()
    {
        var headers = new Metadata
        {
            { "x-grpc-test-echo-initial", "test_initial_metadata_value" },
            { "x-grpc-test-echo-trailing-bin", [0xab, 0xab, 0xab] },
        };
        using var unary = client.UnaryCallAsync(Large(), headers);
        await unary;
        AssertEchoed(await unary.ResponseHeadersAsync, unary.GetTrailers());

        using var duplex = client.FullDuplexCall(headers);
        await duplex.RequestStream.WriteAsync(Ping(271828, 314159));
        await duplex.RequestStream.CompleteAsync();
        Assert.Equal(1, await duplex.ResponseStream.ReadAllAsync().CountAsync());
        AssertEchoed(await duplex.ResponseHeadersAsync, duplex.GetTrailers());
    }

    [Theory]
    [InlineData("grpc.testing.TestService")]
    [InlineData("grpc.testing.UnimplementedService")]
    public async Task Unimplemented(string service)
    {
        var method = new Method<string, string>(
            MethodType.Unary, service, "UnimplementedCall", Marshallers.StringMarshaller, Marshallers.StringMarshaller);
        var thrown = await Assert.ThrowsAsync<RpcException>(
            async () => await channel.CreateCallInvoker().AsyncUnaryCall(method, null, default, ""));
        Assert.Equal(StatusCode.Unimplemented, thrown.StatusCode);
    }

    private static void AssertEchoed(Metadata headers, Metadata trailers)
    {
        Assert.Equal("test_initial_metadata_value", headers.GetValue("x-grpc-test-echo-initial"));
        Assert.Equal([0xab, 0xab, 0xab], trailers.GetValueBytes("x-grpc-test-echo-trailing-bin"));
    }

    private static SimpleRequest Large() => new() { ResponseSize = 314159, Payload = Payload(271828) };

    private static StreamingOutputCallRequest Ping(int requestSize, int responseSize)
    {
        var request = new StreamingOutputCallRequest { Payload = Payload(requestSize) };
        request.ResponseParameters.Add(new ResponseParameters { Size = responseSize });
        return request;
    }

    private static Payload Payload(int size) => new() { Body = Zeros(size) };

    private static ByteString Zeros(int size) => ByteString.CopyFrom(new byte[size]);
}
