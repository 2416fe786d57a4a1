using System.Runtime.CompilerServices;
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
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    protected override async ValueTask InvokeAsync(TService service, ServerCall call)
    {
        var request = await ReaderOf(call).ReadSingleAsync(CancellationToken.None);
        await invoke(service, request, WriterOf(call), call);
    }
}
