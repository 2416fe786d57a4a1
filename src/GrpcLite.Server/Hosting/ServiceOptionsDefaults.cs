using Grpc.AspNetCore.Server;
using Microsoft.Extensions.Options;

namespace GrpcLite.Server.Hosting;

/// <summary>Starts the options of a service as a copy of the options of all. Added before the service's own.</summary>
internal sealed class ServiceOptionsDefaults<TService>(IOptions<GrpcServiceOptions> all)
    : IConfigureOptions<GrpcServiceOptions<TService>>
    where TService : class
{
    public void Configure(GrpcServiceOptions<TService> options) => options.CopyFrom(all.Value);
}
