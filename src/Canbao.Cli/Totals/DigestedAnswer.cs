using System.Security.Cryptography;
using Canbao.Api;
using Canbao.V1;

namespace Canbao.Cli.Totals;

/// <summary>An answer with the digest that stands for it in a checksum: the first 16 bytes of the SHA-256 of its canonical form.</summary>
public sealed record DigestedAnswer(QuoteReply Reply, byte[] Digest)
{
    public const int DigestBytes = 16;

    /// <summary>No answer; nobody has it.</summary>
    public static readonly DigestedAnswer None = new(new QuoteReply(), []);

    public static DigestedAnswer Of(QuoteReply reply, IReadOnlyList<PolicyRef> policies) =>
        new(reply, SHA256.HashData(CanonicalQuote.Bytes(reply, policies))[..DigestBytes]);
}
