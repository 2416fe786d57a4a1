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
}
