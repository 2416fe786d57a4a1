using System.IO.Compression;
using Grpc.Net.Compression;

namespace GrpcLite.Tests.Interop;

/// <summary>Gzip that counts what it decompresses: the official API does not tell a client whether a reply came compressed.</summary>
internal sealed class WitnessedGzip : ICompressionProvider
{
    private readonly GzipCompressionProvider gzip = new(CompressionLevel.Fastest);

    public string EncodingName => gzip.EncodingName;

    internal int Decompressed { get; private set; }

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        gzip.CreateCompressionStream(stream, compressionLevel);

    public Stream CreateDecompressionStream(Stream stream)
    {
        Decompressed++;
        return gzip.CreateDecompressionStream(stream);
    }
}
