using Microsoft.Extensions.DependencyInjection;

namespace GrpcLite.Server.Hosting;

/// <summary>What the mapping of services must remember.</summary>
internal sealed class ServiceRegistry(IServiceCollection services)
{
    internal bool UnknownServicesMapped { get; set; }

    /// <summary>A singleton is resolved once, which saves its calls a scope of their own.</summary>
    internal bool IsSingleton(Type serviceType) =>
        services.LastOrDefault(service => service.ServiceType == serviceType && !service.IsKeyedService)
            is { Lifetime: ServiceLifetime.Singleton };
}
