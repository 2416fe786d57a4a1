using Grpc.Reflection;
using GrpcLite.Server.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC reflection.</summary>
public static class GrpcReflectionEndpointRouteBuilderExtensions
{
    /// <summary>Maps both versions of the service. They tell of all services that are mapped when the first question comes.</summary>
    public static IEndpointConventionBuilder MapGrpcReflectionService(this IEndpointRouteBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.ServiceProvider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(ReflectedServices)))
        {
            return new GrpcServiceEndpointConventionBuilder(
                [builder.MapGrpcService<ReflectionServiceImpl>(), builder.MapGrpcService<ReflectionV1ServiceImpl>()]);
        }

        throw new InvalidOperationException("Call services.AddGrpcReflection() before mapping the reflection service.");
    }
}
