using Grpc.Core;

namespace GrpcLite.Server.Calls;

/// <summary>One request, one response.</summary>
internal sealed class UnaryCallHandler<TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    SharedHandlerState<TService> shared,
    Func<TService, TRequest, ServerCallContext, Task<TResponse>> invoke)
    : CallHandler<TService, TRequest, TResponse>(method, shared)
    where TService : class
    where TRequest : class
    where TResponse : class
{
    protected override Task InvokeAsync(TService service, TRequest? request, ServerCall call) =>
        WriteOnlyAsync(call, invoke(service, request!, call));
}
