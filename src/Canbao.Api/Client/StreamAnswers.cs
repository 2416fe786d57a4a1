using Canbao.V1;
using Grpc.Core;

namespace Canbao.Api.Client;

/// <summary>
/// The answers that the replies of one stream have held, by their numbers: the service sends each of them once. What was handed out is never
/// changed, so that a caller may read it while further replies come. For one thread at a time.
/// </summary>
internal sealed class StreamAnswers(AnswerMemory memory)
{
    private readonly List<QuoteReply> _new = [];
    private QuoteReply[] _answers = [];
    private int _count;

    /// <summary>All answers that the reply's index may name. Throws INTERNAL for a reply that counts on answers that never came.</summary>
    public ArraySegment<QuoteReply> Take(QuoteBatchReplyColumns reply)
    {
        if (reply.Error is not null) return ArraySegment<QuoteReply>.Empty;
        if (reply.DistinctBefore > _count) throw new RpcException(new Status(StatusCode.Internal,
            $"the service's reply to batch {reply.BatchId} counts on {reply.DistinctBefore} earlier answers; it sent {_count}"));
        if (reply.DistinctBefore < _count) Forget((int)reply.DistinctBefore);
        memory.Read(reply, _new);
        if (_answers.Length < _count + _new.Count) Array.Resize(ref _answers, Math.Max(_count + _new.Count, 2 * _answers.Length));
        _new.CopyTo(_answers, _count);
        _count += _new.Count;
        return new(_answers, 0, _count);
    }

    private void Forget(int count)
    {
        _answers = _answers[..count];
        _count = count;
    }
}
