using Grpc.Core;

namespace GrpcLite.Server.Calls;

/// <summary>One request, a stream of responses.</summary>
internal sealed class ServerStreamingCallHandler<TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    SharedHandlerState<TService> shared,
    Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task> invoke)
    : CallHandler<TService, TRequest, TResponse>(method, shared)
    where TService : class
    where TRequest : class
    where TResponse : class
{
    protected override Task InvokeAsync(TService service, TRequest? request, ServerCall call) =>
        invoke(service, request!, WriterOf(call), call);
}
