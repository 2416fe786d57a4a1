using GrpcLite.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GrpcLite.Server.Binding;

/// <summary>Gives each call its service object: the registered one, or else a new one for this call.</summary>
internal sealed class ServiceActivator<TService>
    where TService : class
{
    private readonly Lazy<TService>? singleton;
    private readonly Lazy<ObjectFactory<TService>> factory =
        new(() => ActivatorUtilities.CreateFactory<TService>([]));

    internal ServiceActivator(IServiceProvider root, ServiceRegistry registry)
    {
        if (registry.IsSingleton(typeof(TService)))
        {
            singleton = new Lazy<TService>(root.GetRequiredService<TService>);
        }
    }

    /// <param name="owned">Whether the caller must release the service after the call.</param>
    internal TService Create(HttpContext http, out bool owned)
    {
        owned = false;
        if (singleton is not null)
        {
            return singleton.Value;
        }

        if (http.RequestServices.GetService<TService>() is { } registered)
        {
            return registered;
        }

        owned = true;
        return factory.Value(http.RequestServices, []);
    }

    internal static ValueTask ReleaseAsync(TService service)
    {
        switch (service)
        {
            case IAsyncDisposable disposable:
                return disposable.DisposeAsync();
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }

        return default;
    }
}
