using Google.Protobuf;
using Grpc.Core;
using Grpc.Testing;

namespace InteropHost;

/// <summary>The interop test service, as grpc/doc/interop-test-descriptions.md asks for it.</summary>
public sealed class InteropService : TestService.TestServiceBase
{
    private const string EchoInitial = "x-grpc-test-echo-initial";
    private const string EchoTrailing = "x-grpc-test-echo-trailing-bin";
    private const string EncodingRequest = "grpc-internal-encoding-request";

    public override async Task<Empty> EmptyCall(Empty request, ServerCallContext context)
    {
        await EchoAsync(context, compress: false);
        return new Empty();
    }

    public override async Task<SimpleResponse> UnaryCall(SimpleRequest request, ServerCallContext context)
    {
        await EchoAsync(context, request.ResponseCompressed is not null);
        RequireCompression(request.ExpectCompressed, context);
        RequireOk(request.ResponseStatus);
        context.WriteOptions = OptionsFor(request.ResponseCompressed);
        return new SimpleResponse { Payload = PayloadOf(request.ResponseSize) };
    }

    public override async Task StreamingOutputCall(
        StreamingOutputCallRequest request,
        IServerStreamWriter<StreamingOutputCallResponse> responseStream,
        ServerCallContext context)
    {
        await EchoAsync(context, request.ResponseParameters.Any(parameters => parameters.Compressed is not null));
        RequireOk(request.ResponseStatus);
        await RespondAsync(request, responseStream, context);
    }

    public override async Task<StreamingInputCallResponse> StreamingInputCall(
        IAsyncStreamReader<StreamingInputCallRequest> requestStream, ServerCallContext context)
    {
        var sum = 0;
        while (await requestStream.MoveNext())
        {
            RequireCompression(requestStream.Current.ExpectCompressed, context);
            sum += requestStream.Current.Payload.Body.Length;
        }

        return new StreamingInputCallResponse { AggregatedPayloadSize = sum };
    }

    public override async Task FullDuplexCall(
        IAsyncStreamReader<StreamingOutputCallRequest> requestStream,
        IServerStreamWriter<StreamingOutputCallResponse> responseStream,
        ServerCallContext context)
    {
        await EchoAsync(context, compress: false);
        await foreach (var request in requestStream.ReadAllAsync())
        {
            RequireOk(request.ResponseStatus);
            await RespondAsync(request, responseStream, context);
        }
    }

    public override async Task HalfDuplexCall(
        IAsyncStreamReader<StreamingOutputCallRequest> requestStream,
        IServerStreamWriter<StreamingOutputCallResponse> responseStream,
        ServerCallContext context)
    {
        var requests = new List<StreamingOutputCallRequest>();
        await foreach (var request in requestStream.ReadAllAsync())
        {
            requests.Add(request);
        }

        foreach (var request in requests)
        {
            await RespondAsync(request, responseStream, context);
        }
    }

    private static async Task RespondAsync(
        StreamingOutputCallRequest request,
        IServerStreamWriter<StreamingOutputCallResponse> responseStream,
        ServerCallContext context)
    {
        foreach (var parameters in request.ResponseParameters)
        {
            await Task.Delay(TimeSpan.FromMicroseconds(parameters.IntervalUs), context.CancellationToken);
            responseStream.WriteOptions = OptionsFor(parameters.Compressed);
            await responseStream.WriteAsync(new StreamingOutputCallResponse { Payload = PayloadOf(parameters.Size) });
        }
    }

    private static async Task EchoAsync(ServerCallContext context, bool compress)
    {
        var headers = new Metadata();
        if (context.RequestHeaders.GetValue(EchoInitial) is { } initial)
        {
            headers.Add(EchoInitial, initial);
        }

        if (compress)
        {
            headers.Add(EncodingRequest, "gzip");
        }

        if (context.RequestHeaders.GetValueBytes(EchoTrailing) is { } trailing)
        {
            context.ResponseTrailers.Add(EchoTrailing, trailing);
        }

        if (headers.Count > 0)
        {
            await context.WriteResponseHeadersAsync(headers);
        }
    }

    private static void RequireCompression(BoolValue? expected, ServerCallContext context)
    {
        var compressed = WitnessedGzip.Take(context.GetHttpContext());
        if (expected is { Value: true } && !compressed)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "The message is not compressed."));
        }
    }

    private static void RequireOk(EchoStatus? wanted)
    {
        if (wanted is { Code: not 0 })
        {
            throw new RpcException(new Status((StatusCode)wanted.Code, wanted.Message));
        }
    }

    private static WriteOptions OptionsFor(BoolValue? compressed) =>
        new(compressed is { Value: true } ? default : WriteFlags.NoCompress);

    private static Payload PayloadOf(int size) => new() { Body = ByteString.CopyFrom(new byte[size]) };
}
