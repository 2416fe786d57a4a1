using System.Runtime.CompilerServices;
using Grpc.Core;

namespace GrpcLite.Server.Calls;

/// <summary>A stream of requests, one response.</summary>
internal sealed class ClientStreamingCallHandler<TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    SharedHandlerState<TService> shared,
    Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>> invoke)
    : CallHandler<TService, TRequest, TResponse>(method, shared)
    where TService : class
    where TRequest : class
    where TResponse : class
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    protected override async ValueTask InvokeAsync(TService service, ServerCall call)
    {
        var requests = new ServerStreamReader<TRequest>(call, ReaderOf(call));
        WriteOnly(call, await invoke(service, requests, call));
    }
}
