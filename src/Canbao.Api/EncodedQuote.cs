using System.Buffers;
using Canbao.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Canbao.Api;

/// <summary>
/// A quote as its bytes on the wire: made once for an answer, sent as often as it is asked for. The policy, which calls name in full and
/// batches by its place in the reply, is the last field of a quote and stays apart.
/// </summary>
public sealed class EncodedQuote
{
    private const byte ReplyQuoteTag = 0x0A;
    private const int PolicyIndexTag = Quote.PolicyIndexFieldNumber << 3;

    /// <summary>Copies the bytes as they are.</summary>
    public static readonly Marshaller<EncodedQuote> Marshaller = new(Write, context => new(context.PayloadAsNewBuffer(), []));

    private readonly byte[] _body, _policy;

    private EncodedQuote(byte[] body, byte[] policy)
    {
        (_body, _policy) = (body, policy);
        Sent = Task.FromResult(this);
    }

    /// <summary>The quote as the completed task that a handler returns, made once.</summary>
    public Task<EncodedQuote> Sent { get; }

    /// <summary>The bytes of a quote that names no policy, and of the field that will. A later change of the message is not seen.</summary>
    public static EncodedQuote Of(Quote quote, byte[] policyField) => new(quote.ToByteArray(), policyField);

    /// <summary>The field of a quote that names its policy: the same bytes for all its quotes.</summary>
    public static byte[] PolicyField(PolicyRef policy) => new Quote { Policy = policy }.ToByteArray();

    /// <summary>Adds the quote to the distinct answers of a batch, with the place of its policy among the reply's instead of its name.</summary>
    public void AddTo(BytesColumn distinct, uint policyIndex)
    {
        var quote = _body.Length + Wire.WireReader.SizeOf(PolicyIndexTag) + Wire.WireReader.SizeOf(policyIndex);
        var reply = distinct.Extend(1 + Wire.WireReader.SizeOf((uint)quote) + quote);
        reply[0] = ReplyQuoteTag;
        var filled = 1 + Put((uint)quote, reply[1..]);
        _body.CopyTo(reply[filled..]);
        filled += _body.Length;
        filled += Put(PolicyIndexTag, reply[filled..]);
        Put(policyIndex, reply[filled..]);
    }

    private static int Put(uint value, Span<byte> room)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7) room[length++] = (byte)(value & 0x7F | 0x80);
        room[length] = (byte)value;
        return length + 1;
    }

    private static void Write(EncodedQuote quote, SerializationContext context)
    {
        context.SetPayloadLength(quote._body.Length + quote._policy.Length);
        var output = context.GetBufferWriter();
        output.Write(quote._body);
        output.Write(quote._policy);
        context.Complete();
    }
}
