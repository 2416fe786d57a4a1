using System.Security.Cryptography;
using Canbao.Api;
using Canbao.V1;

namespace Canbao.Cli.Demo;

/// <summary>What a stream of answers adds up to, with a checksum over all of them in resident order.</summary>
public sealed class DemoTotals : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

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
    public void Add(QuoteBatchReplyColumns reply)
    {
        var canonical = Canonical(reply);
        foreach (var index in reply.QuoteIndex.Span) _hash.AppendData(canonical[index]);
        AddCounts(reply);
    }

    /// <summary>Adds batches that share the next residents among them; places say which resident of them all each one is.</summary>
    public void Add(IReadOnlyList<(QuoteBatchReplyColumns Reply, int[] Places)> parts)
    {
        if (parts.Count == 1)
        {
            Add(parts[0].Reply);
            return;
        }
        var inOrder = new byte[parts.Sum(p => p.Places.Length)][];
        foreach (var (reply, places) in parts)
        {
            var canonical = Canonical(reply);
            for (var i = 0; i < places.Length; i++) inOrder[places[i]] = canonical[reply.QuoteIndex.Span[i]];
            AddCounts(reply);
        }
        foreach (var answer in inOrder) _hash.AppendData(answer);
    }

    /// <summary>The checksum so far, lower-case hexadecimal.</summary>
    public string Checksum() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();

    private static byte[][] Canonical(QuoteBatchReplyColumns reply) => [.. reply.Distinct.Select(answer => CanonicalQuote.Bytes(answer, reply.Policies))];

    private void AddCounts(QuoteBatchReplyColumns reply)
    {
        var counts = new int[reply.Distinct.Count];
        foreach (var index in reply.QuoteIndex.Span) counts[index]++;
        for (var i = 0; i < counts.Length; i++) Add(reply.Distinct[i], counts[i]);
        Residents += reply.QuoteIndex.Length;
    }

    private void Add(QuoteReply reply, int count)
    {
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
