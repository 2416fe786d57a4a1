using Canbao.V1;

namespace Canbao.Api;

/// <summary>A QuoteBatchReply as the service and fast clients hold it. Same fields and rules as the contract's message.</summary>
public sealed class QuoteBatchReplyColumns
{
    /// <summary>The batch's id.</summary>
    public ulong BatchId { get; init; }

    /// <summary>The distinct answers.</summary>
    public IReadOnlyList<QuoteReply> Distinct { get; init; } = [];

    /// <summary>One index into the distinct answers per resident, in the order of the batch.</summary>
    public ReadOnlyMemory<int> QuoteIndex { get; init; }

    /// <summary>The policies that answered.</summary>
    public IReadOnlyList<PolicyRef> Policies { get; init; } = [];

    /// <summary>Digest of the book that answered the whole batch.</summary>
    public string BookDigest { get; init; } = "";

    /// <summary>Set instead of answers for a bad batch.</summary>
    public Google.Rpc.Status? Error { get; init; }
}
