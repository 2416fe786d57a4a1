using System.IO.Compression;
using Grpc.Net.Compression;

namespace Canbao.Server.Hosting;

/// <summary>
/// Gzip that stops a message growing beyond a limit while it is decompressed: a message of 10 KB may hold one of 10 MB. The limit is
/// kept here because a framework's own may look at the compressed size only.
/// </summary>
internal sealed class BoundedGzip(int maxBytes) : ICompressionProvider
{
    private readonly GzipCompressionProvider _gzip = new(CompressionLevel.Fastest);

    public string EncodingName => _gzip.EncodingName;

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) => _gzip.CreateCompressionStream(stream, compressionLevel);

    public Stream CreateDecompressionStream(Stream stream) => new BoundedStream(_gzip.CreateDecompressionStream(stream), maxBytes);
}
