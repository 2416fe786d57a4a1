using Canbao.Api;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Model;
using Google.Protobuf;
using Grpc.Core;

namespace Canbao.Mapping;

/// <summary>Opens streams of batches.</summary>
public sealed class BatchService(PolicyBookHolder books, BatchQuoter quoter, ServiceLimits limits, Defects defects)
{
    /// <summary>A stream for one caller: its memory is used for one batch after the other.</summary>
    public BatchStream Open() => new(books, quoter, limits, defects);
}

/// <summary>Answers the batches of one stream: whatever is wrong with one is an answer, so that the stream goes on.</summary>
public sealed class BatchStream(PolicyBookHolder books, BatchQuoter quoter, ServiceLimits limits, Defects defects)
{
    private readonly ProfileResolver _resolver = new(quoter);
    private readonly BatchAnswer _answer = new();
    private readonly QuoteBatchReplyColumns _reply = new();
    private readonly Dictionary<Policy, uint> _policies = new(ReferenceEqualityComparer.Instance);
    private BatchProfile[] _profiles = [];

    /// <summary>The reply to a batch; good until the next one is answered.</summary>
    public QuoteBatchReplyColumns Answer(QuoteBatchColumns batch)
    {
        _reply.Clear();
        _reply.BatchId = batch.BatchId;
        try
        {
            _reply.Error = BatchProblems.BeforeReading(batch, limits) is { } problem ? ErrorMapper.Invalid(problem) : AnswerChecked(batch, books.Current);
        }
        catch (Exception e) when (e is not RpcException)
        {
            _reply.Error = new Google.Rpc.Status { Code = (int)StatusCode.Internal, Message = defects.Report(e) };
        }
        finally
        {
            // A stream that waits for its next batch holds no plan, policy or answer: a reload may replace them.
            _profiles.AsSpan().Clear();
            _policies.Clear();
        }
        if (_reply.Error is not null) return Bad(batch, _reply.Error);
        _answer.Release();
        return _reply;
    }

    /// <summary>What is wrong with the batch as a whole, if anything.</summary>
    private Google.Rpc.Status? AnswerChecked(QuoteBatchColumns batch, PolicyBook book)
    {
        if (BatchProblems.UnknownDefaultPolicy(batch, book) is { } unknown) return ErrorMapper.ToStatus(unknown);
        var request = BatchMapper.ToRequest(batch, book, _resolver, ref _profiles);
        if (BatchCheck.Columns(request, limits.MaxResidents, out var good) is { } problem) return ErrorMapper.Invalid(problem);
        _answer.KeepsNumbers = batch.AnswersOnce;
        quoter.Quote(good, _answer);
        return TryFill(book) && _reply.CalculateSize() <= limits.MaxReplyBytes ? null : ErrorMapper.Invalid(new InputProblem(RejectCodes.ReplyTooLarge, "batch",
            $"the reply would have too many bytes with {_answer.Distinct.Length} distinct answers; at most {limits.MaxReplyBytes} are sent: split the batch"));
    }

    /// <summary>False for answers that are too large together. A reply that is not sent must not fill the memory.</summary>
    private bool TryFill(PolicyBook book)
    {
        foreach (var answer in _answer.Distinct)
        {
            Add(answer);
            if (_reply.Distinct.TotalBytes > limits.MaxReplyBytes) return false;
        }
        (_reply.BookDigest, _reply.DistinctBefore, _reply.QuoteIndex) = (book.Digest, _answer.Before, _answer.AnswerIndexMemory);
        return true;
    }

    private void Add(Answer answer)
    {
        if (answer.Error is null)
        {
            QuoteMapper.Made(answer).Encoded.AddTo(_reply.Distinct, IndexOf(answer.Policy!));
            return;
        }
        var reply = new V1.QuoteReply { Error = ErrorMapper.ToStatus(answer.Error) };
        reply.WriteTo(_reply.Distinct.Extend(reply.CalculateSize()));
    }

    private uint IndexOf(Policy policy)
    {
        if (_policies.TryGetValue(policy, out var index)) return index;
        _reply.Policies.Add(QuoteMapper.ToRef(policy));
        _policies.Add(policy, index = (uint)_policies.Count);
        return index;
    }

    private QuoteBatchReplyColumns Bad(QuoteBatchColumns batch, Google.Rpc.Status error)
    {
        // What was counted as sent with this reply is not.
        _answer.Clear();
        _reply.Clear();
        (_reply.BatchId, _reply.Error) = (batch.BatchId, error);
        return _reply;
    }
}
