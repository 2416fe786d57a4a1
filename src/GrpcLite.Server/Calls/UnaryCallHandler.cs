using System.Runtime.CompilerServices;
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
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    protected override async ValueTask InvokeAsync(TService service, ServerCall call)
    {
        var request = await ReaderOf(call).ReadSingleAsync(CancellationToken.None);
        WriteOnly(call, await invoke(service, request, call));
    }
}
