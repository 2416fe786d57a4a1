using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Api;

/// <summary>
/// The form of an answer that checksums are taken from: the serialised quote with its policy named in full, whichever way it
/// came; for a row with an error, the serialised status. Equal answers have equal bytes.
/// </summary>
public static class CanonicalQuote
{
    /// <summary>Of an answer in a batch.</summary>
    public static byte[] Bytes(QuoteReply reply, IReadOnlyList<PolicyRef> policies) =>
        reply.Quote is { } quote ? Bytes(quote, quote.HasPolicyIndex ? policies[(int)quote.PolicyIndex] : quote.Policy) : reply.Error.ToByteArray();

    /// <summary>Of a quote under a policy.</summary>
    public static byte[] Bytes(Quote quote, PolicyRef policy)
    {
        var canonical = quote.Clone();
        canonical.ClearPolicyIndex();
        canonical.Policy = policy;
        return canonical.ToByteArray();
    }
}
