using System.Buffers;
using Canbao.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Canbao.Api
{
    /// <summary>The one answer to all who ask the same: a message that is written once and sent as often as it is asked for.</summary>
    internal static class SharedQuote
    {
        /// <summary>Keeps the bytes of a quote with it. The quote must not be changed any more: what is sent are these bytes.</summary>
        internal static Quote Of(Quote quote)
        {
            quote.SharedBytes = quote.ToByteArray();
            return quote;
        }

        /// <summary>Writes the kept bytes of a quote, or the quote where none are kept.</summary>
        internal static Marshaller<Quote> Marshaller(Marshaller<Quote> generated) => new((quote, context) =>
        {
            if (quote.SharedBytes is { } bytes) Write(bytes, context);
            else generated.ContextualSerializer(quote, context);
        }, generated.ContextualDeserializer);

        private static void Write(byte[] bytes, SerializationContext context)
        {
            context.SetPayloadLength(bytes.Length);
            context.GetBufferWriter().Write(bytes);
            context.Complete();
        }
    }
}

namespace Canbao.V1
{
    public sealed partial class Quote
    {
        /// <summary>See <see cref="Canbao.Api.SharedQuote"/>. A copy of the message has none.</summary>
        internal byte[]? SharedBytes { get; set; }
    }
}
