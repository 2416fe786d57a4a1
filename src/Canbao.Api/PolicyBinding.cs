using Canbao.V1;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Canbao.Api;

/// <summary>Binds the policy service as generated (<see cref="StrictBinder"/>).</summary>
public static class PolicyBinding
{
    /// <summary>The descriptor that reflection serves.</summary>
    public static ServiceDescriptor Descriptor => PolicyService.Descriptor;

    /// <summary>Called by the framework, with a null implementation, to learn the service's methods.</summary>
    public static void BindService(ServiceBinderBase binder, PolicyServiceBase? implementation) =>
        PolicyService.BindService(new StrictBinder(binder), null);
}
