using Grpc.Core;
using GrpcLite.Server.Calls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GrpcLite.Server.Health;

/// <summary>
/// When a watch is over: the caller leaves, or the server stops. A watch has no end of its own and would hold up
/// the shutdown; but it stays a moment to tell that the server is no longer serving.
/// </summary>
internal sealed class WatchEnd : IDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration stopping;

    private WatchEnd(CancellationToken caller, CancellationToken stop)
    {
        source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        stopping = stop.UnsafeRegister(
            static state => ((CancellationTokenSource)state!).CancelAfter(Farewell), source);
    }

    internal CancellationToken Token => source.Token;

    public void Dispose()
    {
        stopping.Dispose();
        source.Dispose();
    }

    internal static WatchEnd Of(ServerCallContext context)
    {
        var services = (context as ServerCall)?.HttpContext.RequestServices;
        var lifetime = services?.GetService<IHostApplicationLifetime>();
        return new WatchEnd(context.CancellationToken, lifetime?.ApplicationStopping ?? CancellationToken.None);
    }
}
