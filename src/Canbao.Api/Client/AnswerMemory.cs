using Canbao.Api.Wire;
using Canbao.V1;
using Grpc.Core;

namespace Canbao.Api.Client;

/// <summary>
/// Parses the distinct answers of replies and remembers them by their bytes. An answer names its policy by a place among the reply's, so
/// the same bytes may stand for answers under several policies. When it is full it forgets all and begins anew. For one thread at a time.
/// </summary>
public sealed class AnswerMemory(int maxAnswers)
{
    private const long MaxBytes = 32 << 20;

    private readonly Numbering _numbers = new();
    private readonly BytesColumn _bytes = new();
    private readonly List<Form> _forms = [];
    private readonly Dictionary<PolicyRef, int> _policies = [];
    private readonly Dictionary<(int Form, int Policy), QuoteReply> _others = [];
    private readonly List<int> _replysPolicies = [];

    /// <summary>How many answers are remembered.</summary>
    public int Count => _forms.Count + _others.Count;

    /// <summary>Reads the answers of a reply, in the order in which they stand there.</summary>
    public void Read(QuoteBatchReplyColumns reply, List<QuoteReply> answers)
    {
        answers.Clear();
        if (Count + reply.Distinct.Count > maxAnswers || _bytes.TotalBytes > MaxBytes) Forget();
        _replysPolicies.Clear();
        foreach (var policy in reply.Policies) _replysPolicies.Add(NumberOf(policy));
        for (var i = 0; i < reply.Distinct.Count; i++) answers.Add(Answer(reply, i));
    }

    private QuoteReply Answer(QuoteBatchReplyColumns reply, int distinct)
    {
        var bytes = reply.Distinct[distinct];
        var hash = Numbering.Hash(bytes);
        var place = _numbers.Start(hash);
        for (int number; (number = _numbers.Next(hash, ref place)) >= 0;)
            if (_bytes[number].SequenceEqual(bytes)) return Answer(reply, distinct, number);
        var answer = reply.Answer(distinct);
        var index = answer.Quote is { HasPolicyIndex: true } quote ? (int)Math.Min(quote.PolicyIndex, int.MaxValue) : -1;
        var policy = NamePolicy(answer, index, reply);
        // One reply may hold more than is remembered.
        if (Count >= Math.Min(maxAnswers, NumberColumn.MaxKept)) return answer;
        _numbers.Add(hash, _forms.Count, place);
        _bytes.Add(bytes);
        _forms.Add(new Form(index, policy, answer));
        return answer;
    }

    /// <summary>An answer of bytes that were seen before; perhaps under another policy.</summary>
    private QuoteReply Answer(QuoteBatchReplyColumns reply, int distinct, int number)
    {
        var form = _forms[number];
        if (form.PolicyIndex < 0) return form.First;
        var policy = PolicyAt(form.PolicyIndex, reply);
        if (policy == form.FirstPolicy) return form.First;
        if (_others.TryGetValue((number, policy), out var answer)) return answer;
        answer = reply.Answer(distinct);
        NamePolicy(answer, form.PolicyIndex, reply);
        if (Count < maxAnswers) _others.Add((number, policy), answer);
        return answer;
    }

    /// <summary>Names the policy in full, as a single call does: a place among a reply's policies means nothing without the reply.</summary>
    private int NamePolicy(QuoteReply answer, int index, QuoteBatchReplyColumns reply)
    {
        if (index < 0) return -1;
        var policy = PolicyAt(index, reply);
        answer.Quote.ClearPolicyIndex();
        answer.Quote.Policy = reply.Policies[index];
        return policy;
    }

    private int PolicyAt(int index, QuoteBatchReplyColumns reply) => index < _replysPolicies.Count
        ? _replysPolicies[index]
        : throw new RpcException(new Status(StatusCode.Internal,
            $"the service's reply to batch {reply.BatchId} names policy {index}, and has {_replysPolicies.Count} policies"));

    private int NumberOf(PolicyRef policy)
    {
        if (!_policies.TryGetValue(policy, out var number)) _policies.Add(policy, number = _policies.Count);
        return number;
    }

    private void Forget()
    {
        _numbers.Clear();
        _bytes.Clear();
        _forms.Clear();
        _policies.Clear();
        _others.Clear();
    }

    /// <summary>Bytes of an answer: where they name their policy, or -1, and the first answer that they stood for.</summary>
    private readonly record struct Form(int PolicyIndex, int FirstPolicy, QuoteReply First);
}
