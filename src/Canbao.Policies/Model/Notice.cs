
namespace Canbao.Policies.Model;

/// <summary>The notice that a policy was read from.</summary>
public sealed record Notice(string Title, string? Issuer, string? Number, DateOnly? Issued, string Sha256)
{
    /// <summary>Where the document records the SHA-256.</summary>
    public Position Position { get; init; }
}
