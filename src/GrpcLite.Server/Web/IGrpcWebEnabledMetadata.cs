namespace Grpc.AspNetCore.Web;

/// <summary>Says of an endpoint whether it answers gRPC-Web.</summary>
public interface IGrpcWebEnabledMetadata
{
    bool GrpcWebEnabled { get; }
}
