using System.Buffers;
using Canbao.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Canbao.Api;

/// <summary>A quote as its bytes on the wire: made once for an answer, sent as often as it is asked for.</summary>
public sealed class EncodedQuote
{
    /// <summary>Copies the bytes as they are.</summary>
    public static readonly Marshaller<EncodedQuote> Marshaller = new(Write, context => new EncodedQuote(context.PayloadAsNewBuffer()));

    private readonly byte[] _bytes;

    private EncodedQuote(byte[] bytes) => _bytes = bytes;

    /// <summary>The bytes of a quote. A later change of the message is not seen.</summary>
    public static EncodedQuote Of(Quote quote) => new(quote.ToByteArray());

    private static void Write(EncodedQuote quote, SerializationContext context)
    {
        context.SetPayloadLength(quote._bytes.Length);
        context.GetBufferWriter().Write(quote._bytes);
        context.Complete();
    }
}
