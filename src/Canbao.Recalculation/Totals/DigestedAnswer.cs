using System.Buffers.Binary;
using System.Security.Cryptography;
using Canbao.Api;
using Canbao.V1;

namespace Canbao.Recalculation.Totals;

/// <summary>An answer with the digest that stands for it in a checksum: the first 16 bytes, big-endian, of the SHA-256 of its canonical form.</summary>
public sealed record DigestedAnswer(QuoteReply Reply, UInt128 Digest)
{
    public static DigestedAnswer Of(QuoteReply reply, IReadOnlyList<PolicyRef> policies) =>
        new(reply, BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(CanonicalQuote.Bytes(reply, policies))));
}
