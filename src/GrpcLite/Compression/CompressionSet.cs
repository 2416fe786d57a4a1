using System.IO.Compression;
using Grpc.Net.Compression;

namespace GrpcLite.Compression;

/// <summary>The compressions of one side, by name.</summary>
internal sealed class CompressionSet
{
    internal const string Identity = "identity";

    private readonly Dictionary<string, ICompressionProvider> providers = new(StringComparer.OrdinalIgnoreCase);

    internal CompressionSet(IEnumerable<ICompressionProvider> providers)
    {
        foreach (var provider in providers)
        {
            this.providers[provider.EncodingName] = provider;
        }

        AcceptEncoding = string.Join(',', this.providers.Keys.Prepend(Identity));
    }

    /// <summary>The value of <c>grpc-accept-encoding</c>.</summary>
    internal string AcceptEncoding { get; }

    internal static IList<ICompressionProvider> Defaults() =>
        [new GzipCompressionProvider(CompressionLevel.Fastest), new DeflateCompressionProvider(CompressionLevel.Fastest)];

    /// <summary>False for an unknown encoding; true without a provider for none or <c>identity</c>.</summary>
    internal bool TryGet(string? encoding, out ICompressionProvider? provider)
    {
        provider = null;
        return string.IsNullOrEmpty(encoding)
            || string.Equals(encoding, Identity, StringComparison.OrdinalIgnoreCase)
            || providers.TryGetValue(encoding, out provider);
    }
}
