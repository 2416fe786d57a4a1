using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using GrpcLite.Server.Calls;
using GrpcLite.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GrpcLite.Server.Binding;

/// <summary>Makes an endpoint of each method that the bind method tells it.</summary>
internal sealed class EndpointBinder<TService>(
    IEndpointRouteBuilder routes, ServiceRegistry registry, Type declaringType) : ServiceBinderBase
    where TService : class
{
    private readonly List<IEndpointConventionBuilder> endpoints = [];
    private readonly HashSet<string> serviceNames = [];
    private readonly ServiceActivator<TService> activator = new(routes.ServiceProvider, registry);
    private readonly CallSettings settings = CallSettings.Of<TService>(routes.ServiceProvider);
    private readonly ILogger logger = routes.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(CallHandler.LogCategory);

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
        Map<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>(
            method,
            invoke => new UnaryCallHandler<TService, TRequest, TResponse>(method, Shared(), invoke));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) =>
        Map<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>(
            method,
            invoke => new ClientStreamingCallHandler<TService, TRequest, TResponse>(method, Shared(), invoke));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
        Map<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(
            method,
            invoke => new ServerStreamingCallHandler<TService, TRequest, TResponse>(method, Shared(), invoke));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler) =>
        Map<Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(
            method,
            invoke => new DuplexStreamingCallHandler<TService, TRequest, TResponse>(method, Shared(), invoke));

    /// <summary>Adds what answers calls of unknown methods, and once per application of unknown services.</summary>
    internal IReadOnlyList<IEndpointConventionBuilder> Finish()
    {
        foreach (var name in serviceNames)
        {
            endpoints.Add(UnimplementedEndpoint.MapMethod(routes, name));
        }

        if (!registry.UnknownServicesMapped && !settings.IgnoreUnknownServices)
        {
            registry.UnknownServicesMapped = true;
            UnimplementedEndpoint.MapService(routes);
        }

        return endpoints;
    }

    private SharedHandlerState<TService> Shared() => new(activator, settings, logger);

    private void Map<TInvoke>(IMethod method, Func<TInvoke, CallHandler> create)
        where TInvoke : Delegate
    {
        var parameters = typeof(TInvoke).GetMethod("Invoke")!.GetParameters().Skip(1).Select(parameter => parameter.ParameterType);
        var found = HandlerMethod.Find(typeof(TService), declaringType, method.Name, [.. parameters])
            ?? throw new InvalidOperationException($"{typeof(TService)} has no override of {declaringType}.{method.Name}.");
        var handler = create(found.CreateDelegate<TInvoke>());
        serviceNames.Add(method.ServiceName);

        var endpoint = routes.Map(method.FullName, handler.HandleAsync);
        endpoint.WithDisplayName($"gRPC - {method.FullName}");
        endpoint.WithMetadata([
            new GrpcMethodMetadata(typeof(TService), method),
            .. typeof(TService).GetCustomAttributes(inherit: true),
            .. found.GetCustomAttributes(inherit: true),
            new HttpMethodMetadata([HttpMethods.Post], acceptCorsPreflight: true)]);
        endpoints.Add(endpoint);
    }
}
