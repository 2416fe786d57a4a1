namespace Grpc.AspNetCore.Server;

/// <summary>Options of one service. They start as a copy of the options of all services.</summary>
public class GrpcServiceOptions<TService> : GrpcServiceOptions
    where TService : class
{
}
