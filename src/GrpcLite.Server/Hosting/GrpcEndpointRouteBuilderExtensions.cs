using GrpcLite.Server.Binding;
using GrpcLite.Server.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC services to endpoints.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var registry = builder.ServiceProvider.GetService<ServiceRegistry>()
            ?? throw new InvalidOperationException("Call services.AddGrpc() before mapping a gRPC service.");
        var bindMethod = BindMethod.Of(typeof(TService));
        var binder = new EndpointBinder<TService>(builder, registry, bindMethod.DeclaringType);
        bindMethod.Invoke(binder);
        return new GrpcServiceEndpointConventionBuilder(binder.Finish());
    }
}
