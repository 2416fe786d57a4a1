using System.Threading.Channels;
using Canbao.Api.Client;
using Grpc.Core;

namespace Canbao.Recalculation.Answers.Remote;

/// <summary>Batches to the service and their answers back, in order, for a thread that waits for them. The client does the rest.</summary>
internal sealed class RemoteStream : IDisposable
{
    private readonly Channel<Api.Client.ResidentColumns> _batches = Channel.CreateUnbounded<Api.Client.ResidentColumns>();
    private readonly CancellationTokenSource _end;
    private readonly IAsyncEnumerator<ColumnAnswers> _answers;

    public RemoteStream(QuoteClient client, CancellationToken stop)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _answers = client.QuoteColumnsAsync(_batches.Reader.ReadAllAsync(_end.Token), _end.Token).GetAsyncEnumerator(CancellationToken.None);
    }

    /// <summary>Sends a batch, whose memory must stay as it is until its answers are there.</summary>
    public void Send(Api.Client.ResidentColumns batch) => _batches.Writer.TryWrite(batch);

    /// <summary>The answers of the first batch that has none yet; good until the next call.</summary>
    public ColumnAnswers Receive()
    {
        try
        {
            var isThere = _answers.MoveNextAsync().AsTask().GetAwaiter().GetResult();
            return isThere ? _answers.Current : throw new InvalidOperationException("there is no batch without its answers");
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
        {
            throw new IOException($"the service cannot be reached: {e.Status.Detail}. The same command goes on after the last part that is safe", e);
        }
        catch (RpcException e)
        {
            var where = Failure.AddressOf(e) is { } address ? $" at {address}" : "";
            throw new InvalidDataException($"the service{where} does not answer a batch: {e.StatusCode}: {e.Status.Detail}", e);
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _answers.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _end.Dispose();
    }
}
