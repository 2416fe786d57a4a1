using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Canbao.Recalculation.Totals;

/// <summary>
/// Stands for a sequence of answers: equal for equal answers to equally many residents in the same order. Checksums of parts that
/// follow each other add up to that of the whole, wherever and in whatever order the parts were made.
/// </summary>
/// <param name="Count">How many answers.</param>
/// <param name="Sum">Of their digests, modulo 2^128.</param>
/// <param name="OfSums">Of the sums behind each answer, modulo 2^128: the first digest counts as often as there are answers, the last one once.</param>
public readonly record struct AnswerChecksum(long Count, UInt128 Sum, UInt128 OfSums)
{
    /// <summary>With one answer more.</summary>
    public AnswerChecksum With(UInt128 digest)
    {
        unchecked
        {
            return new(Count + 1, Sum + digest, OfSums + Sum + digest);
        }
    }

    /// <summary>With the answers that follow these.</summary>
    public AnswerChecksum With(in AnswerChecksum next)
    {
        unchecked
        {
            return new(Count + next.Count, Sum + next.Sum, OfSums + Sum * (UInt128)next.Count + next.OfSums);
        }
    }

    /// <summary>64 digits, lower-case hexadecimal: SHA-256 over the count and both sums, big-endian.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[40];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Count);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[8..], Sum);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[24..], OfSums);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
