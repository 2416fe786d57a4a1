using Grpc.Core;

namespace Canbao.Server.Hosting;

/// <summary>Where every unary call enters and every exception of ours ends: an id for the caller, the rest for the log.</summary>
public sealed class Edge(LoadGate gate, Defects defects)
{
    public Task<T> Answer<T>(Func<T> answer)
    {
        try
        {
            using var place = gate.EnterCall();
            return Task.FromResult(answer());
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw new RpcException(new Status(StatusCode.Internal, defects.Report(e)));
        }
    }
}
