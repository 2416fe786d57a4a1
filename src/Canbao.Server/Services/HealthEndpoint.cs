using Canbao.V1;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Canbao.Server.Services;

/// <summary>
/// The standard health service for the server and its two services. A watch has no end of its own and would hold up the shutdown: it
/// ends when it has told that the server no longer serves.
/// </summary>
public sealed class HealthEndpoint : HealthServiceImpl, IDisposable
{
    private static readonly string[] Names = ["", QuoteService.Descriptor.FullName, PolicyService.Descriptor.FullName];

    private readonly CancellationTokenSource _stopped = new();

    /// <summary>Requests are taken from now on.</summary>
    public void Start() => SetAll(ServingStatus.Serving);

    /// <summary>Tells every watch, then ends it.</summary>
    public void Stop()
    {
        SetAll(ServingStatus.NotServing);
        _stopped.Cancel();
    }

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, _stopped.Token);
        await base.Watch(request, responseStream, new EndingCallContext(context, end.Token));
    }

    public void Dispose() => _stopped.Dispose();

    private void SetAll(ServingStatus status)
    {
        foreach (var name in Names) SetStatus(name, status);
    }
}
