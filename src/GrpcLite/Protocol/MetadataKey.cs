using System.Buffers;
using System.Text;
using Grpc.Core;

namespace GrpcLite.Protocol;

/// <summary>The rules for metadata keys.</summary>
internal static class MetadataKey
{
    internal static readonly Encoding TextEncoding = Encoding.Latin1;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-.");

    internal static string Normalize(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var lower = key.ToLowerInvariant();
        return lower.AsSpan().ContainsAnyExcept(Allowed)
            ? throw new ArgumentException($"The metadata key '{key}' has characters other than a-z, 0-9, '_', '-' and '.'.", nameof(key))
            : lower;
    }

    internal static void RequireSuffix(string key, bool binary)
    {
        if (IsBinary(key) != binary)
        {
            throw new ArgumentException(
                $"The metadata key '{key}' {(binary ? "must" : "must not")} end in {Metadata.BinaryHeaderSuffix}.",
                nameof(key));
        }
    }

    internal static bool IsBinary(string key) =>
        key.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase);
}
