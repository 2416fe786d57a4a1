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
    protected override Task InvokeAsync(TService service, TRequest? request, ServerCall call) =>
        invoke(service, ReaderOf(call), WriterOf(call), call);
}
