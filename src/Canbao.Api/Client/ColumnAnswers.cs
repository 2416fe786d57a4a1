using Canbao.V1;

namespace Canbao.Api.Client;

/// <summary>The answers of one batch of columns. Good until the next answers are asked for; the replies in it are good for ever.</summary>
public sealed class ColumnAnswers
{
    internal ColumnAnswers()
    {
    }

    /// <summary>Number of the batch, from 1 in the order in which the batches were handed over.</summary>
    public ulong BatchId { get; internal set; }

    /// <summary>How many residents the batch has.</summary>
    public int Residents { get; internal set; }

    /// <summary>Set instead of answers if the batch was rejected as a whole. The batches after it are answered all the same.</summary>
    public Google.Rpc.Status? Error { get; internal set; }

    /// <summary>
    /// Distinct answers, those of earlier batches among them: quotes with their policies named in full, or errors. Each is parsed once and is
    /// mostly the same object in later batches: nobody must change it, and what is worked out for it may be kept by its reference.
    /// </summary>
    public IReadOnlyList<QuoteReply> Distinct => Sent;

    /// <summary>One index into <see cref="Distinct"/> per resident, all in range; empty if the batch was rejected.</summary>
    public ReadOnlyMemory<uint> QuoteIndex { get; internal set; }

    /// <summary>SHA-256 of the one policy book that answered the batch, lower-case hexadecimal. Policies may be reloaded between batches.</summary>
    public string BookDigest { get; internal set; } = "";

    internal ArraySegment<QuoteReply> Sent { get; set; } = ArraySegment<QuoteReply>.Empty;

    /// <summary>The answer of one resident.</summary>
    public QuoteReply this[int resident] => Sent[(int)QuoteIndex.Span[resident]];
}
