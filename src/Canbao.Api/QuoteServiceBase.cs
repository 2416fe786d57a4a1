using Canbao.V1;
using Grpc.Core;

namespace Canbao.Api;

/// <summary>
/// Base of the quote service. It declares every method of the contract itself, because the framework wants the type that declares
/// them to be the one that <see cref="QuoteBinding.BindService"/> names.
/// </summary>
[BindServiceMethod(typeof(QuoteBinding), nameof(QuoteBinding.BindService))]
public abstract class QuoteServiceBase
{
    /// <summary>One resident.</summary>
    public abstract Task<Quote> Quote(QuoteRequest request, ServerCallContext context);

    /// <summary>Batches, answered in order.</summary>
    public abstract Task StreamQuotes(
        IAsyncStreamReader<QuoteBatchColumns> requestStream, IServerStreamWriter<QuoteBatchReplyColumns> responseStream, ServerCallContext context);

    /// <summary>Every day of the collection year.</summary>
    public abstract Task<Calendar> GetCalendar(QuoteRequest request, ServerCallContext context);

    /// <summary>The walk behind one quote.</summary>
    public abstract Task<Explanation> Explain(QuoteRequest request, ServerCallContext context);
}
