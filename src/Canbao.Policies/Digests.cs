using System.Security.Cryptography;
using System.Text;

namespace Canbao.Policies;

/// <summary>Digests of digests: SHA-256, lower-case hexadecimal.</summary>
public static class Digests
{
    /// <summary>One digest for several texts, which are ASCII, in their order.</summary>
    public static string Combine(IEnumerable<string> digests) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', digests))));
}
