using Grpc.Core;

namespace Canbao.Api.Client;

/// <summary>A batch from its encoding until the caller has its answers; then its memory takes a later one.</summary>
internal sealed class PendingBatch
{
    private TaskCompletionSource _answered = New();
    private QuoteBatchReplyColumns? _reply;

    public QuoteBatchColumns Columns { get; } = new();

    public ulong Id => Columns.BatchId;

    public ColumnAnswers Answers { get; } = new();

    /// <summary>Which residents the batch holds, for whoever made it.</summary>
    public object? Origin { get; set; }

    /// <summary>Done when the answers are there; faulted if there will be none.</summary>
    public Task Answered => _answered.Task;

    /// <summary>Takes the reply. Throws INTERNAL for one that does not fit the batch.</summary>
    public void Complete(QuoteBatchReplyColumns reply, StreamAnswers answers)
    {
        var residents = Columns.ProfileIndex.Count;
        if (reply.Error is null && reply.QuoteIndex.Length != residents)
            throw new RpcException(new Status(StatusCode.Internal,
                $"the service's reply to batch {Id} has {reply.QuoteIndex.Length} answers for {residents} residents"));
        Answers.Sent = answers.Take(reply);
        (Answers.BatchId, Answers.Residents, Answers.Error) = (Id, residents, reply.Error);
        (Answers.QuoteIndex, Answers.BookDigest) = (reply.QuoteIndex, reply.BookDigest);
        _reply = reply;
        _answered.TrySetResult();
    }

    /// <summary>There will be no answers. The caller may be gone already, so nobody need hear of it.</summary>
    public void Fail(Exception why)
    {
        _answered.TrySetException(why);
        _ = _answered.Task.Exception;
    }

    /// <summary>The caller is done with the answers.</summary>
    public void Reset()
    {
        if (_reply is not null) QuoteBatchCodec.Return(_reply);
        (Answers.Sent, Answers.QuoteIndex, Answers.Error) = (ArraySegment<V1.QuoteReply>.Empty, default, null);
        (_reply, Origin, _answered) = (null, null, New());
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
