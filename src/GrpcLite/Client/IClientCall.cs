using Grpc.Core;

namespace GrpcLite.Client;

/// <summary>What the call types of the programming model ask of a call.</summary>
internal interface IClientCall : IDisposable
{
    Task<Metadata> ResponseHeadersAsync();

    Status GetStatus();

    Metadata GetTrailers();
}
