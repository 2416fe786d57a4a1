using System.Threading.Channels;
using Grpc.Core;
using Grpc.Health.V1;
using GrpcLite.Server.Health;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Grpc.HealthCheck;

/// <summary>The standard health service. The empty service name stands for the server as a whole.</summary>
public class HealthServiceImpl : Health.V1.Health.HealthBase
{
    private readonly HealthBoard board = new();

    public void SetStatus(string service, ServingStatus status) => board.Set(service, status);

    public void ClearStatus(string service) => board.Clear(service);

    public void ClearAll() => board.ClearAll();

    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        var status = board.Get(request.Service);
        return status == ServingStatus.ServiceUnknown
            ? throw new RpcException(new Status(StatusCode.NotFound, $"The service '{request.Service}' has no status."))
            : Task.FromResult(new HealthCheckResponse { Status = status });
    }

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        var changes = board.Subscribe(request.Service);

        // The normal end of a watch; what is still to be told is told first.
        using var end = context.CancellationToken.UnsafeRegister(
            static state => ((Channel<ServingStatus>)state!).Writer.TryComplete(), changes);
        try
        {
            ServingStatus? last = null;
            await foreach (var status in changes.Reader.ReadAllAsync())
            {
                if (status != last)
                {
                    await responseStream.WriteAsync(new HealthCheckResponse { Status = status });
                    last = status;
                }
            }
        }
        finally
        {
            board.Unsubscribe(request.Service, changes);
        }
    }
}
