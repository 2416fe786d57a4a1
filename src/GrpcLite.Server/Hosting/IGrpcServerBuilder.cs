using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>Configures gRPC.</summary>
public interface IGrpcServerBuilder
{
    IServiceCollection Services { get; }
}
