using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Api;

/// <summary>
/// A QuoteBatchReply as the service and fast clients hold it: distinct answers as their bytes, the index as a column of numbers. Same fields
/// and rules as the contract's message. Made to be used again and again: cleared, it keeps its memory.
/// </summary>
public sealed class QuoteBatchReplyColumns
{
    private readonly NumberColumn _ownIndex = new();
    private int? _indexBytes;

    /// <summary>The batch's id.</summary>
    public ulong BatchId { get; set; }

    /// <summary>The distinct answers, each as the bytes of the contract's QuoteReply.</summary>
    public BytesColumn Distinct { get; } = new();

    /// <summary>One index into the distinct answers per resident, in the order of the batch.</summary>
    public ReadOnlyMemory<uint> QuoteIndex
    {
        get;
        set => (field, _indexBytes) = (value, null);
    }

    /// <summary>The policies that answered.</summary>
    public List<PolicyRef> Policies { get; } = [];

    /// <summary>Digest of the book that answered the whole batch.</summary>
    public string BookDigest { get; set; } = "";

    /// <summary>Set instead of answers for a bad batch.</summary>
    public Google.Rpc.Status? Error { get; set; }

    /// <summary>How many distinct answers of earlier replies of the stream come before this reply's in the index.</summary>
    public uint DistinctBefore { get; set; }

    internal long MemoryBytes => Distinct.MemoryBytes + _ownIndex.MemoryBytes;

    internal NumberColumn OwnIndex => _ownIndex;

    /// <summary>How many bytes the index has on the wire: counted once, although a reply is measured twice and then written.</summary>
    internal int IndexBytes => _indexBytes ??= Wire.PackedNumbers.SizeOf(QuoteIndex.Span);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        (BatchId, QuoteIndex, BookDigest, Error, DistinctBefore) = (0, default, "", null, 0);
        Distinct.Clear();
        Policies.Clear();
        _ownIndex.Clear();
    }

    /// <summary>Parses one of the distinct answers. Bytes that are none end the call with INTERNAL.</summary>
    public QuoteReply Answer(int distinct) => StrictBinder.Parse(QuoteReply.Parser, Distinct[distinct]);

    /// <summary>How many bytes the message has.</summary>
    public int CalculateSize() => Wire.QuoteBatchReplyCodec.SizeOf(this);
}
