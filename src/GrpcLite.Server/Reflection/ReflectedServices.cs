using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using GrpcLite.Server.Binding;
using Microsoft.AspNetCore.Routing;

namespace GrpcLite.Server.Reflection;

/// <summary>The services that an application has mapped, as far as their bind methods come with a descriptor.</summary>
internal sealed class ReflectedServices(EndpointDataSource endpoints)
{
    internal IReadOnlyList<ServiceDescriptor> Descriptors { get; } =
    [
        .. endpoints.Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.ServiceType)
            .OfType<Type>()
            .Distinct()
            .Select(service => BindMethod.Of(service).Descriptor)
            .OfType<ServiceDescriptor>(),
    ];
}
