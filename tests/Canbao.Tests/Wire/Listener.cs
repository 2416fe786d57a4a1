using Canbao.Api;
using Canbao.Tests.Server;
using Canbao.V1;

namespace Canbao.Tests.Wire;

/// <summary>A caller that keeps the answers of a stream as long as the service does, and knows each resident's with its policy in full.</summary>
internal sealed class Listener(BatchExchange exchange)
{
    private readonly List<QuoteReply> _answers = [];

    /// <summary>The answer of each resident.</summary>
    public QuoteReply[] Answer(QuoteBatchColumns batch, out QuoteBatchReply reply)
    {
        reply = exchange.Answer(batch);
        if (reply.Error is not null) return [];
        _answers.RemoveRange((int)reply.DistinctBefore, _answers.Count - (int)reply.DistinctBefore);
        foreach (var answer in reply.Distinct) _answers.Add(Full(answer, reply));
        return [.. reply.QuoteIndex.Select(index => _answers[(int)index])];
    }

    /// <summary>The policies of two replies may be numbered otherwise.</summary>
    private static QuoteReply Full(QuoteReply answer, QuoteBatchReply reply)
    {
        if (answer.Quote is not { HasPolicyIndex: true }) return answer;
        answer.Quote.Policy = reply.Policies[(int)answer.Quote.PolicyIndex];
        answer.Quote.ClearPolicyIndex();
        return answer;
    }
}
