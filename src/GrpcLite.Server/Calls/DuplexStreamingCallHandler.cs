using System.Runtime.CompilerServices;
using Grpc.Core;

namespace GrpcLite.Server.Calls;

/// <summary>A stream each way.</summary>
internal sealed class DuplexStreamingCallHandler<TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    SharedHandlerState<TService> shared,
    Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task> invoke)
    : CallHandler<TService, TRequest, TResponse>(method, shared)
    where TService : class
    where TRequest : class
    where TResponse : class
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    protected override async ValueTask InvokeAsync(TService service, ServerCall call)
    {
        var requests = new ServerStreamReader<TRequest>(call, ReaderOf(call));
        await invoke(service, requests, WriterOf(call), call);
    }
}
