using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace Canbao.Server.Hosting;

/// <summary>Shutdown as streams see it: the batch in hand is answered, then the stream ends.</summary>
public sealed class Draining(IHostApplicationLifetime lifetime)
{
    public CancellationToken Token => lifetime.ApplicationStopping;

    public RpcException Unavailable() =>
        new(new Status(StatusCode.Unavailable, "the server is shutting down; go on elsewhere at the first unanswered batch"));
}
