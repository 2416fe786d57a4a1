using Canbao.Api;
using Canbao.Engine;

namespace Canbao.Mapping;

/// <summary>
/// What the wire needs of an answer, each part made when it is first asked for and sent as often as it is asked for after that: the bytes
/// for batches, the message for single calls. Threads that ask at once may each make it; what they make is equal.
/// </summary>
public sealed class MadeQuote(Answer answer)
{
    private EncodedQuote? _encoded;
    private Task<V1.Quote>? _sent;

    /// <summary>The quote's bytes, without its policy.</summary>
    public EncodedQuote Encoded => _encoded ??= EncodedQuote.Of(QuoteMapper.ToMessage(answer.Quote!));

    /// <summary>The quote that names its policy in full, as the completed task that a handler returns. All calls share it: it is only read.</summary>
    public Task<V1.Quote> Sent => _sent ??= Task.FromResult(SharedQuote.Of(QuoteMapper.ToMessage(answer.Quote!, answer.Policy!)));
}
