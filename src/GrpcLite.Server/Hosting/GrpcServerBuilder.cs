using Grpc.AspNetCore.Server;
using Microsoft.Extensions.DependencyInjection;

namespace GrpcLite.Server.Hosting;

internal sealed class GrpcServerBuilder(IServiceCollection services) : IGrpcServerBuilder
{
    public IServiceCollection Services => services;
}
