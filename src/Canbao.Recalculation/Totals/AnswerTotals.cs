using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Canbao.Api;
using Canbao.Api.Client;
using Canbao.V1;

namespace Canbao.Recalculation.Totals;

/// <summary>What a stream of answers adds up to, with a checksum over all of them in resident order.</summary>
public sealed class AnswerTotals
{
    // Goes with the answers: who receives them remembers only so many.
    private readonly ConditionalWeakTable<QuoteReply, DigestedAnswer> _known = [];
    private AnswerChecksum _checksum;

    public long Residents { get; private set; }

    public long Errors { get; private set; }

    /// <summary>Residents per status.</summary>
    public SortedDictionary<QuoteStatus, long> PerStatus { get; } = [];

    /// <summary>Fen per payer.</summary>
    public SortedDictionary<string, long> PerPayer { get; } = new(StringComparer.Ordinal);

    /// <summary>Sum of the quotes' own totals, fen; the payers' lines must add up to it.</summary>
    public long FundingTotalFen { get; private set; }

    public long Answered => PerStatus.Values.Sum() + Errors;

    /// <summary>Adds one batch whose residents follow those before.</summary>
    public void Add(QuoteBatchReplyColumns reply) => Add(Digested(reply), MemoryMarshal.Cast<uint, int>(reply.QuoteIndex.Span));

    /// <summary>Adds residents that follow those before: resident i has the answer distinct[index[i]].</summary>
    public void Add(IReadOnlyList<DigestedAnswer> distinct, ReadOnlySpan<int> index)
    {
        foreach (var i in index) _checksum = _checksum.With(distinct[i].Digest);
        AddCounts(distinct, index);
    }

    /// <summary>Adds batches that share the next residents among them; places say which resident of them all each one is.</summary>
    public void Add(IReadOnlyList<(QuoteBatchReplyColumns Reply, int[] Places)> parts)
    {
        var digests = new UInt128[parts.Sum(p => p.Places.Length)];
        foreach (var (reply, places) in parts)
        {
            var distinct = Digested(reply);
            for (var i = 0; i < places.Length; i++) digests[places[i]] = distinct[(int)reply.QuoteIndex.Span[i]].Digest;
            AddCounts(distinct, MemoryMarshal.Cast<uint, int>(reply.QuoteIndex.Span));
        }
        foreach (var digest in digests) _checksum = _checksum.With(digest);
    }

    /// <summary>Adds residents that follow those before. An answer that is the same object as another counts as one.</summary>
    public void Add(IReadOnlyList<ResidentAnswer> answers)
    {
        var numbers = new Dictionary<QuoteReply, int>(ReferenceEqualityComparer.Instance);
        var distinct = new List<DigestedAnswer>();
        var index = new int[answers.Count];
        for (var i = 0; i < index.Length; i++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, answers[i].Reply, out var known);
            if (!known)
            {
                number = distinct.Count;
                distinct.Add(Digested(answers[i].Reply));
            }
            index[i] = number;
        }
        Add(distinct, index);
    }

    /// <summary>The checksum so far of the residents' answers.</summary>
    public string Checksum() => _checksum.ToString();

    private static DigestedAnswer[] Digested(QuoteBatchReplyColumns reply) =>
        [.. Enumerable.Range(0, reply.Distinct.Count).Select(i => DigestedAnswer.Of(reply.Answer(i), reply.Policies))];

    private DigestedAnswer Digested(QuoteReply reply)
    {
        if (_known.TryGetValue(reply, out var digested)) return digested;
        _known.Add(reply, digested = DigestedAnswer.Of(reply, []));
        return digested;
    }

    private void AddCounts(IReadOnlyList<DigestedAnswer> distinct, ReadOnlySpan<int> index)
    {
        var counts = new int[distinct.Count];
        foreach (var i in index) counts[i]++;
        for (var i = 0; i < counts.Length; i++) Add(distinct[i].Reply, counts[i]);
        Residents += index.Length;
    }

    private void Add(QuoteReply reply, int count)
    {
        if (count == 0) return;
        if (reply.Quote is not { } quote)
        {
            Errors += count;
            return;
        }
        PerStatus[quote.Status] = PerStatus.GetValueOrDefault(quote.Status) + count;
        foreach (var line in quote.Contributions) PerPayer[line.Payer] = PerPayer.GetValueOrDefault(line.Payer) + line.AmountFen * count;
        if (quote.HasFundingTotalFen) FundingTotalFen += quote.FundingTotalFen * count;
    }
}
