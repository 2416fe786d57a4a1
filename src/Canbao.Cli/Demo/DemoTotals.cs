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

    /// <summary>Adds one batch.</summary>
    public void Add(QuoteBatchReplyColumns reply)
    {
        var counts = new int[reply.Distinct.Count];
        var canonical = new byte[reply.Distinct.Count][];
        for (var i = 0; i < canonical.Length; i++) canonical[i] = CanonicalQuote.Bytes(reply.Distinct[i], reply.Policies);
        foreach (var index in reply.QuoteIndex.Span)
        {
            counts[index]++;
            _hash.AppendData(canonical[index]);
        }
        for (var i = 0; i < counts.Length; i++) Add(reply.Distinct[i], counts[i]);
        Residents += reply.QuoteIndex.Length;
    }

    /// <summary>The checksum so far, lower-case hexadecimal.</summary>
    public string Checksum() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();

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
