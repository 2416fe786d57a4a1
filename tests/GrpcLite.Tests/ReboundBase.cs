using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace GrpcLite.Tests;

/// <summary>A hand-written base whose binding replaces the marshallers of one method, as a codec does.</summary>
[BindServiceMethod(typeof(ReboundBase), nameof(BindService))]
internal abstract class ReboundBase
{
    private static readonly AsyncLocal<Method<string, string>?> Current = new();

    public static void BindService(ServiceBinderBase binder, ReboundBase? service) =>
        ScriptBase.BindService(new ForwardingBinder(binder, Current.Value!), null);

    public abstract Task<string> Unary(string request, ServerCallContext context);

    /// <summary>Hosts an echo service whose unary method is this one.</summary>
    internal static Task<GrpcHost> HostAsync(Method<string, string> method)
    {
        Current.Value = method;
        return GrpcHost.StartAsync(app => app.MapGrpcService<ReboundService>());
    }

    private sealed class ForwardingBinder(ServiceBinderBase binder, Method<string, string> method) : ServiceBinderBase
    {
        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> declared, UnaryServerMethod<TRequest, TResponse>? handler) =>
            binder.AddMethod((Method<TRequest, TResponse>)(object)method, handler);

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> declared, ClientStreamingServerMethod<TRequest, TResponse>? handler)
        {
        }

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> declared, ServerStreamingServerMethod<TRequest, TResponse>? handler)
        {
        }

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> declared, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
        {
        }
    }
}
