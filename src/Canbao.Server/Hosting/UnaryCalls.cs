using Canbao.Mapping;
using Grpc.Core;

namespace Canbao.Server.Hosting;

/// <summary>Where every unary call enters and every exception of ours ends: an id for the caller, the rest for the log.</summary>
public sealed class UnaryCalls(LoadGate gate, Defects defects)
{
    public Task<T> Answer<T>(Func<T> answer) => Task.FromResult(Enter(answer, static answer => answer()));

    /// <summary>As <see cref="Answer"/>, for a call that makes no objects on its way: what it needs comes as its state.</summary>
    public TResult Enter<TState, TResult>(TState state, Func<TState, TResult> answer)
    {
        try
        {
            using var place = gate.EnterCall();
            return answer(state);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw new RpcException(new Status(StatusCode.Internal, defects.Report(e)));
        }
    }

    /// <summary>As <see cref="Answer"/>, for a call that waits. A caller who waits no longer is not a defect.</summary>
    public async Task<T> AnswerAsync<T>(Func<Task<T>> answer)
    {
        try
        {
            using var place = gate.EnterCall();
            return await answer();
        }
        catch (Exception e) when (e is not (RpcException or OperationCanceledException))
        {
            throw new RpcException(new Status(StatusCode.Internal, defects.Report(e)));
        }
    }
}
