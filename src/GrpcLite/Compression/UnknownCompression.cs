using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace GrpcLite.Compression;

/// <summary>Stands for an encoding that this side does not know. Only a message that really uses it fails.</summary>
internal sealed class UnknownCompression(string encodingName) : ICompressionProvider
{
    public string EncodingName => encodingName;

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) => throw Unsupported();

    public Stream CreateDecompressionStream(Stream stream) => throw Unsupported();

    private RpcException Unsupported() =>
        new(new Status(StatusCode.Unimplemented, $"The encoding '{encodingName}' is not supported."));
}
