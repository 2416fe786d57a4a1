using System.IO.Compression;
using Grpc.Net.Compression;

namespace GrpcLite.Framing;

/// <summary>The limit of a sent message, and its compression if it has one.</summary>
internal readonly record struct SendSettings(int? MaxSize, ICompressionProvider? Compression, CompressionLevel? Level);
