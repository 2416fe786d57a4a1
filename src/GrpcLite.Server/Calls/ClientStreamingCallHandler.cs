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
    protected override Task InvokeAsync(TService service, TRequest? request, ServerCall call) =>
        WriteOnlyAsync(call, invoke(service, ReaderOf(call), call));
}
