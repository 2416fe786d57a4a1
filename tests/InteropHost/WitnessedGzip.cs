using System.IO.Compression;
using Grpc.Net.Compression;
using Microsoft.AspNetCore.Http;

namespace InteropHost;

/// <summary>
/// Gzip that notes in the call when it has decompressed a message: the official API does not tell a handler whether a
/// message came compressed, and some interop cases are about just that.
/// </summary>
public sealed class WitnessedGzip(IHttpContextAccessor calls) : ICompressionProvider
{
    private static readonly object Seen = new();

    private readonly GzipCompressionProvider gzip = new(CompressionLevel.Fastest);

    public string EncodingName => gzip.EncodingName;

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        gzip.CreateCompressionStream(stream, compressionLevel);

    public Stream CreateDecompressionStream(Stream stream)
    {
        calls.HttpContext!.Items[Seen] = true;
        return gzip.CreateDecompressionStream(stream);
    }

    /// <summary>Whether a message was decompressed since this was last asked.</summary>
    public static bool Take(HttpContext call) => call.Items.Remove(Seen);
}
