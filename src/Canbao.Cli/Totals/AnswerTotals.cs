using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Canbao.Api;
using Canbao.Api.Client;
using Canbao.V1;

namespace Canbao.Cli.Totals;

/// <summary>What a stream of answers adds up to, with a checksum over all of them in resident order.</summary>
public sealed class AnswerTotals : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    // Goes with the answers: who receives them remembers only so many.
    private readonly ConditionalWeakTable<QuoteReply, DigestedAnswer> _known = [];
    private byte[] _digests = [];

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
        var place = Place(index.Length);
        foreach (var i in index)
        {
            distinct[i].Digest.CopyTo(place);
            place = place[DigestedAnswer.DigestBytes..];
        }
        _hash.AppendData(_digests, 0, index.Length * DigestedAnswer.DigestBytes);
        AddCounts(distinct, index);
    }

    /// <summary>Adds batches that share the next residents among them; places say which resident of them all each one is.</summary>
    public void Add(IReadOnlyList<(QuoteBatchReplyColumns Reply, int[] Places)> parts)
    {
        var residents = parts.Sum(p => p.Places.Length);
        var place = Place(residents);
        foreach (var (reply, places) in parts)
        {
            var distinct = Digested(reply);
            for (var i = 0; i < places.Length; i++)
                distinct[(int)reply.QuoteIndex.Span[i]].Digest.CopyTo(place[(places[i] * DigestedAnswer.DigestBytes)..]);
            AddCounts(distinct, MemoryMarshal.Cast<uint, int>(reply.QuoteIndex.Span));
        }
        _hash.AppendData(_digests, 0, residents * DigestedAnswer.DigestBytes);
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

    /// <summary>The checksum so far, lower-case hexadecimal: SHA-256 over the digests of the residents' answers.</summary>
    public string Checksum() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();

    private static DigestedAnswer[] Digested(QuoteBatchReplyColumns reply) =>
        [.. Enumerable.Range(0, reply.Distinct.Count).Select(i => DigestedAnswer.Of(reply.Answer(i), reply.Policies))];

    private DigestedAnswer Digested(QuoteReply reply)
    {
        if (_known.TryGetValue(reply, out var digested)) return digested;
        _known.Add(reply, digested = DigestedAnswer.Of(reply, []));
        return digested;
    }

    private Span<byte> Place(int residents)
    {
        if (_digests.Length < residents * DigestedAnswer.DigestBytes) _digests = new byte[residents * DigestedAnswer.DigestBytes];
        return _digests;
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
