using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Server.Mapping;

/// <summary>
/// A row's profile as a dictionary key: its bytes, behind a hash that is seeded per process. The messages' own hash is not, and a
/// caller could choose profiles that collide.
/// </summary>
internal readonly struct RowProfile(string region, uint benefitYear, uint revision, Profile? message) : IEquatable<RowProfile>
{
    private readonly byte[]? _bytes = message?.ToByteArray();

    public string Region => region;

    public uint BenefitYear => benefitYear;

    public uint Revision => revision;

    /// <summary>Null if the row has no profile.</summary>
    public Profile? Message => message;

    public bool Equals(RowProfile other) => region == other.Region && benefitYear == other.BenefitYear && revision == other.Revision
        && (_bytes is null) == (other._bytes is null) && _bytes.AsSpan().SequenceEqual(other._bytes);

    public override bool Equals(object? obj) => obj is RowProfile other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(region);
        hash.Add(benefitYear);
        hash.Add(revision);
        hash.AddBytes(_bytes);
        return hash.ToHashCode();
    }
}
