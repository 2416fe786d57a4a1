using System.IO.Compression;
using Grpc.Net.Compression;

namespace Canbao.Server.Hosting;

/// <summary>
/// Gzip that stops a message growing beyond a limit while it is decompressed (a message of 10 KB may hold one of 10 MB) and takes it only
/// whole. Both are kept here because the framework looks at the compressed size only, and the platform takes data that was cut off for
/// data that has come to its end: part of a question would be answered as if it were all.
/// </summary>
internal sealed class BoundedGzip(int maxBytes) : ICompressionProvider
{
    private readonly GzipCompressionProvider _gzip = new(CompressionLevel.Fastest);

    public string EncodingName => _gzip.EncodingName;

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) => _gzip.CreateCompressionStream(stream, compressionLevel);

    public Stream CreateDecompressionStream(Stream stream) => new BoundedStream(stream, _gzip.CreateDecompressionStream(stream), maxBytes);
}
