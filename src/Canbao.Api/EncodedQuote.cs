using Canbao.Api.Wire;
using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Api;

/// <summary>
/// A quote as its bytes in a batch: made once for an answer, sent as often as it is asked for. It names no policy: its place among the
/// policies of the reply, the last field of a quote, is added for each batch.
/// </summary>
public sealed class EncodedQuote
{
    private const byte ReplyQuoteTag = 0x0A;
    private const int PolicyIndexTag = Quote.PolicyIndexFieldNumber << 3;

    private readonly byte[] _body;

    private EncodedQuote(byte[] body) => _body = body;

    /// <summary>The bytes of a quote that names no policy. A later change of the message is not seen.</summary>
    public static EncodedQuote Of(Quote quote) => new(quote.ToByteArray());

    /// <summary>Adds the quote to the distinct answers of a batch, with the place of its policy among the reply's instead of its name.</summary>
    public void AddTo(BytesColumn distinct, uint policyIndex)
    {
        var quote = _body.Length + Varint.SizeOf(PolicyIndexTag) + Varint.SizeOf(policyIndex);
        var reply = distinct.Extend(1 + Varint.SizeOf((uint)quote) + quote);
        reply[0] = ReplyQuoteTag;
        var filled = 1 + Varint.Write(reply[1..], (uint)quote);
        _body.CopyTo(reply[filled..]);
        filled += _body.Length;
        filled += Varint.Write(reply[filled..], PolicyIndexTag);
        Varint.Write(reply[filled..], policyIndex);
    }
}
