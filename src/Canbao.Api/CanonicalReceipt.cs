using System.Security.Cryptography;
using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Api;

/// <summary>The form of a receipt that its own digest is taken from. How its JSON is laid out does not matter, every value does.</summary>
public static class CanonicalReceipt
{
    /// <summary>SHA-256 of the serialised receipt without its digest, lower-case hexadecimal.</summary>
    public static string Sha256(Receipt receipt)
    {
        var canonical = receipt.Clone();
        canonical.Sha256 = "";
        return Convert.ToHexStringLower(SHA256.HashData(canonical.ToByteArray()));
    }
}
