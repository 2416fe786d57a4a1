namespace Canbao.Policies.Model;

/// <summary>The notice that a policy was read from.</summary>
public sealed record Notice(string Title, string? Issuer, string? Number, DateOnly? Issued, string Sha256);
