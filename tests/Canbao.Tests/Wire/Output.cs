using System.Buffers;
using Grpc.Core;

namespace Canbao.Tests.Wire;

/// <summary>
/// What a marshaller writes, with the length that it announced. Each piece that it gets is as large as it asked for, or by so much larger,
/// and not zero; without a number it gets exactly the rest of the length that it announced, as from a client of grpc-dotnet.
/// </summary>
internal sealed class Output(int? extra) : SerializationContext, IBufferWriter<byte>
{
    private readonly List<byte> _written = [];
    private byte[] _piece = [];

    public int? Announced { get; private set; }

    /// <summary>What a marshaller writes for a message. Fails if it is not what the marshaller announced.</summary>
    public static byte[] Of<T>(Marshaller<T> marshaller, T message, int? extra = 0)
    {
        var output = new Output(extra);
        marshaller.ContextualSerializer(message, output);
        Assert.Equal(output._written.Count, output.Announced);
        return [.. output._written];
    }

    public override void SetPayloadLength(int payloadLength) => Announced = payloadLength;

    public override IBufferWriter<byte> GetBufferWriter() => this;

    public override void Complete()
    {
    }

    public void Advance(int count)
    {
        _written.AddRange(_piece.AsSpan(0, count));
        _piece = [];
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        _piece = new byte[extra is { } more ? Math.Max(1, sizeHint) + more : Announced!.Value - _written.Count];
        Array.Fill(_piece, (byte)0xCC);
        return _piece;
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
