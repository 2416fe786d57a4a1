using Grpc.Net.Compression;

namespace GrpcLite.Framing;

/// <summary>The limit of a received message, also after decompression, and the compression that the headers name.</summary>
internal readonly record struct ReceiveSettings(int? MaxSize, ICompressionProvider? Compression);
