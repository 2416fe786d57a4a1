using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Testing;

namespace GrpcLite.Tests.Interop;

/// <summary>
/// Our client's side of the interop cases of grpc/doc/interop-test-descriptions.md, over a channel of its own; and one
/// case more, large_unary_compressed, for servers that only read what is compressed.
/// </summary>
internal sealed class InteropClient : IDisposable
{
    internal static readonly IReadOnlyDictionary<string, Func<InteropClient, Task>> Cases = new Dictionary<string, Func<InteropClient, Task>>
    {
        ["empty_unary"] = client => client.EmptyUnaryAsync(),
        ["large_unary"] = client => client.LargeUnaryAsync(),
        ["large_unary_compressed"] = client => client.LargeUnaryCompressedAsync(),
        ["client_compressed_unary"] = client => client.ClientCompressedUnaryAsync(),
        ["server_compressed_unary"] = client => client.ServerCompressedUnaryAsync(),
        ["client_streaming"] = client => client.ClientStreamingAsync(),
        ["client_compressed_streaming"] = client => client.ClientCompressedStreamingAsync(),
        ["server_streaming"] = client => client.ServerStreamingAsync(),
        ["server_compressed_streaming"] = client => client.ServerCompressedStreamingAsync(),
        ["ping_pong"] = client => client.PingPongAsync(),
        ["empty_stream"] = client => client.EmptyStreamAsync(),
        ["cancel_after_begin"] = client => client.CancelAfterBeginAsync(),
        ["cancel_after_first_response"] = client => client.CancelAfterFirstResponseAsync(),
        ["timeout_on_sleeping_server"] = client => client.TimeoutOnSleepingServerAsync(),
        ["status_code_and_message"] = client => client.StatusAsync("test status message"),
        ["special_status_message"] = client =>
            client.StatusAsync("\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \U0001f608\t\n"),
        ["custom_metadata"] = client => client.CustomMetadataAsync(),
        ["unimplemented_method"] = client => client.UnimplementedAsync("grpc.testing.TestService"),
        ["unimplemented_service"] = client => client.UnimplementedAsync("grpc.testing.UnimplementedService"),
    };

    private static readonly int[] ResponseSizes = [31415, 9, 2653, 58979];
    private static readonly int[] RequestSizes = [27182, 8, 1828, 45904];

    private readonly WitnessedGzip gzip = new();
    private readonly GrpcChannel channel;
    private readonly TestService.TestServiceClient client;

    internal InteropClient(string address)
    {
        channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { CompressionProviders = [gzip] });
        client = new TestService.TestServiceClient(channel);
    }

    // The official client's way to compress what it sends.
    private static Metadata Compressing => new() { { "grpc-internal-encoding-request", "gzip" } };

    public void Dispose() => channel.Dispose();

    private async Task EmptyUnaryAsync() => Assert.Equal(new Empty(), await client.EmptyCallAsync(new Empty()));

    private async Task LargeUnaryAsync() => Assert.Equal(Zeros(314159), (await client.UnaryCallAsync(Large())).Payload.Body);

    private async Task LargeUnaryCompressedAsync()
    {
        var request = Large(request => request.ExpectCompressed = new BoolValue { Value = true });
        Assert.Equal(Zeros(314159), (await client.UnaryCallAsync(request, Compressing)).Payload.Body);
    }

    /// <summary>The probe first: a server that cannot tell whether a message came compressed proves nothing.</summary>
    private async Task ClientCompressedUnaryAsync()
    {
        var expecting = Large(request => request.ExpectCompressed = new BoolValue { Value = true });
        await AssertFailsAsync(StatusCode.InvalidArgument, client.UnaryCallAsync(expecting).ResponseAsync);
        await LargeUnaryCompressedAsync();
        var plain = Large(request => request.ExpectCompressed = new BoolValue { Value = false });
        Assert.Equal(Zeros(314159), (await client.UnaryCallAsync(plain)).Payload.Body);
    }

    private async Task ServerCompressedUnaryAsync()
    {
        foreach (var compressed in new[] { true, false })
        {
            var before = gzip.Decompressed;
            var request = Large(request => request.ResponseCompressed = new BoolValue { Value = compressed });
            Assert.Equal(Zeros(314159), (await client.UnaryCallAsync(request)).Payload.Body);
            Assert.Equal(compressed, gzip.Decompressed > before);
        }
    }

    private async Task ClientStreamingAsync()
    {
        using var call = client.StreamingInputCall();
        foreach (var size in RequestSizes)
        {
            await call.RequestStream.WriteAsync(new StreamingInputCallRequest { Payload = Payload(size) });
        }

        await call.RequestStream.CompleteAsync();
        Assert.Equal(74922, (await call).AggregatedPayloadSize);
    }

    private async Task ClientCompressedStreamingAsync()
    {
        using var probe = client.StreamingInputCall();
        await Record.ExceptionAsync(() => probe.RequestStream.WriteAsync(Input(27182, expectCompressed: true)));
        await Record.ExceptionAsync(probe.RequestStream.CompleteAsync);
        await AssertFailsAsync(StatusCode.InvalidArgument, probe.ResponseAsync);

        using var call = client.StreamingInputCall(Compressing);
        await call.RequestStream.WriteAsync(Input(27182, expectCompressed: true));
        call.RequestStream.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        await call.RequestStream.WriteAsync(Input(45904, expectCompressed: false));
        await call.RequestStream.CompleteAsync();
        Assert.Equal(73086, (await call).AggregatedPayloadSize);
    }

    private async Task ServerStreamingAsync()
    {
        var request = new StreamingOutputCallRequest();
        request.ResponseParameters.AddRange(ResponseSizes.Select(size => new ResponseParameters { Size = size }));
        using var call = client.StreamingOutputCall(request);
        var sizes = await call.ResponseStream.ReadAllAsync().Select(reply => reply.Payload.Body.Length).ToArrayAsync();
        Assert.Equal(ResponseSizes, sizes);
    }

    private async Task ServerCompressedStreamingAsync()
    {
        var request = new StreamingOutputCallRequest();
        request.ResponseParameters.Add(new ResponseParameters { Size = 31415, Compressed = new BoolValue { Value = true } });
        request.ResponseParameters.Add(new ResponseParameters { Size = 92653, Compressed = new BoolValue { Value = false } });
        using var call = client.StreamingOutputCall(request);
        var found = new List<(int Size, int Decompressed)>();
        await foreach (var reply in call.ResponseStream.ReadAllAsync())
        {
            found.Add((reply.Payload.Body.Length, gzip.Decompressed));
        }

        Assert.Equal([(31415, 1), (92653, 1)], found);
    }

    private async Task PingPongAsync()
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

    private async Task EmptyStreamAsync()
    {
        using var call = client.FullDuplexCall();
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    private async Task CancelAfterBeginAsync()
    {
        using var cancel = new CancellationTokenSource();
        using var call = client.StreamingInputCall(cancellationToken: cancel.Token);
        cancel.Cancel();
        await AssertFailsAsync(StatusCode.Cancelled, call.ResponseAsync);
    }

    private async Task CancelAfterFirstResponseAsync()
    {
        using var cancel = new CancellationTokenSource();
        using var call = client.FullDuplexCall(cancellationToken: cancel.Token);
        await call.RequestStream.WriteAsync(Ping(27182, 31415));
        Assert.True(await call.ResponseStream.MoveNext());
        cancel.Cancel();
        await AssertFailsAsync(StatusCode.Cancelled, call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
    }

    private async Task TimeoutOnSleepingServerAsync()
    {
        using var call = client.FullDuplexCall(deadline: DateTime.UtcNow.AddMilliseconds(1));
        await Record.ExceptionAsync(() => call.RequestStream.WriteAsync(new StreamingOutputCallRequest { Payload = Payload(27182) }));
        await AssertFailsAsync(StatusCode.DeadlineExceeded, call.ResponseStream.MoveNext());
    }

    private async Task StatusAsync(string message)
    {
        var wanted = new EchoStatus { Code = (int)StatusCode.Unknown, Message = message };
        var unary = client.UnaryCallAsync(new SimpleRequest { ResponseStatus = wanted });
        Assert.Equal(message, (await AssertFailsAsync(StatusCode.Unknown, unary.ResponseAsync)).Detail);

        using var call = client.FullDuplexCall();
        await call.RequestStream.WriteAsync(new StreamingOutputCallRequest { ResponseStatus = wanted });
        await call.RequestStream.CompleteAsync();
        Assert.Equal(message, (await AssertFailsAsync(StatusCode.Unknown, call.ResponseStream.MoveNext())).Detail);
    }

    private async Task CustomMetadataAsync()
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

    private Task UnimplementedAsync(string service)
    {
        var method = new Method<string, string>(
            MethodType.Unary, service, "UnimplementedCall", Marshallers.StringMarshaller, Marshallers.StringMarshaller);
        return AssertFailsAsync(StatusCode.Unimplemented, channel.CreateCallInvoker().AsyncUnaryCall(method, null, default, "").ResponseAsync);
    }

    private static async Task<Status> AssertFailsAsync(StatusCode code, Task call)
    {
        var status = (await Assert.ThrowsAsync<RpcException>(() => call)).Status;
        Assert.Equal(code, status.StatusCode);
        return status;
    }

    private static void AssertEchoed(Metadata headers, Metadata trailers)
    {
        Assert.Equal("test_initial_metadata_value", headers.GetValue("x-grpc-test-echo-initial"));
        Assert.Equal([0xab, 0xab, 0xab], trailers.GetValueBytes("x-grpc-test-echo-trailing-bin"));
    }

    private static SimpleRequest Large(Action<SimpleRequest>? change = null)
    {
        var request = new SimpleRequest { ResponseSize = 314159, Payload = Payload(271828) };
        change?.Invoke(request);
        return request;
    }

    private static StreamingInputCallRequest Input(int size, bool expectCompressed) =>
        new() { Payload = Payload(size), ExpectCompressed = new BoolValue { Value = expectCompressed } };

    private static StreamingOutputCallRequest Ping(int requestSize, int responseSize)
    {
        var request = new StreamingOutputCallRequest { Payload = Payload(requestSize) };
        request.ResponseParameters.Add(new ResponseParameters { Size = responseSize });
        return request;
    }

    private static Payload Payload(int size) => new() { Body = Zeros(size) };

    private static ByteString Zeros(int size) => ByteString.CopyFrom(new byte[size]);
}
