using Grpc.Core;
using GrpcLite.Client.Retries;

namespace GrpcLite.Client;

/// <summary>Starts calls over HTTP/2. All go to the address of the channel: a host given with a call is not used.</summary>
internal sealed class HttpCallInvoker(ChannelState channel) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        using var call = AsyncUnaryCall(method, host, options, request);
        return call.GetAwaiter().GetResult();
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        if (channel.Retries?.Find(method) is { } settings)
        {
            var retried = new RetryCall<TRequest, TResponse>(channel, method, options, settings);
            return new AsyncUnaryCall<TResponse>(retried.Start(request), Headers, Status, Trailers, Dispose, retried);
        }

        var call = new ClientCall<TRequest, TResponse>(channel, method, options);
        call.Start(request);
        return new AsyncUnaryCall<TResponse>(call.ReadOnlyAsync(), Headers, Status, Trailers, Dispose, call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new ClientCall<TRequest, TResponse>(channel, method, options);
        call.Start(request);
        return new AsyncServerStreamingCall<TResponse>(
            new ClientStreamReader<TRequest, TResponse>(call), Headers, Status, Trailers, Dispose, call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new ClientCall<TRequest, TResponse>(channel, method, options);
        var writer = new ClientStreamWriter<TRequest, TResponse>(call, options.WriteOptions);
        call.Start(writer.Content);
        return new AsyncClientStreamingCall<TRequest, TResponse>(
            writer, call.ReadOnlyAsync(), Headers, Status, Trailers, Dispose, call);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new ClientCall<TRequest, TResponse>(channel, method, options);
        var writer = new ClientStreamWriter<TRequest, TResponse>(call, options.WriteOptions);
        call.Start(writer.Content);
        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            writer, new ClientStreamReader<TRequest, TResponse>(call), Headers, Status, Trailers, Dispose, call);
    }

    private static Task<Metadata> Headers(object call) => ((IClientCall)call).ResponseHeadersAsync();

    private static Status Status(object call) => ((IClientCall)call).GetStatus();

    private static Metadata Trailers(object call) => ((IClientCall)call).GetTrailers();

    private static void Dispose(object call) => ((IClientCall)call).Dispose();
}
