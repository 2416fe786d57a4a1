using Grpc.Reflection;
using GrpcLite.Server.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds gRPC reflection to an application.</summary>
public static class GrpcReflectionServiceExtensions
{
    public static IServiceCollection AddGrpcReflection(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<ReflectedServices>();
        services.TryAddSingleton(provider => new ReflectionServiceImpl(provider.GetRequiredService<ReflectedServices>().Descriptors));
        services.TryAddSingleton(provider => new ReflectionV1ServiceImpl(provider.GetRequiredService<ReflectedServices>().Descriptors));
        return services;
    }
}
