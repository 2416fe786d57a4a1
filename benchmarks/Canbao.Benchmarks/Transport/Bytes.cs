using System.Buffers;
using Grpc.Core;

namespace Canbao.Benchmarks.Transport;

/// <summary>A message that is its own bytes: what remains of a call is the gRPC layer. Reading keeps the length only.</summary>
internal sealed class Bytes(ReadOnlyMemory<byte> content)
{
    private static readonly Bytes Read = new(default);

    public static readonly Marshaller<Bytes> Marshaller = new(
        static (message, context) =>
        {
            context.SetPayloadLength(message.Content.Length);
            context.GetBufferWriter().Write(message.Content.Span);
            context.Complete();
        },
        static context => context.PayloadAsReadOnlySequence().IsEmpty ? throw new InvalidDataException("an empty message") : Read);

    public ReadOnlyMemory<byte> Content { get; } = content;
}
