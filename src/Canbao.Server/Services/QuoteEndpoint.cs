using Canbao.Api;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Server.Hosting;
using Canbao.Server.Mapping;
using Canbao.V1;
using Grpc.Core;
using Explanation = Canbao.V1.Explanation;
using Quote = Canbao.V1.Quote;

namespace Canbao.Server.Services;

/// <summary>The quote service on the wire.</summary>
public sealed class QuoteEndpoint(
    PolicyBookHolder books, Quoter quoter, BatchService batches, Edge edge, LoadGate gate, Draining draining) : QuoteServiceBase
{
    public override Task<Quote> Quote(QuoteRequest request, ServerCallContext context) => edge.Answer(() =>
    {
        var answer = Ask(request, (book, resident) => quoter.Quote(book, resident));
        return QuoteMapper.ToMessage(answer.Quote!, answer.Policy!);
    });

    public override Task<Explanation> Explain(QuoteRequest request, ServerCallContext context) => edge.Answer(() =>
    {
        Policies.Interpretation.Explanation? explanation = null;
        var answer = Ask(request, (book, resident) =>
        {
            if (Quoter.Check(book, resident, out var policy, out var situation) is { } error) return Answer.Of(error);
            explanation = Interpreter.Explain(policy!, resident.Profile, situation);
            return Answer.Of(explanation.Quote, policy!);
        });
        return ExplanationMapper.ToMessage(explanation!, answer.Policy!);
    });

    public override Task<Calendar> GetCalendar(QuoteRequest request, ServerCallContext context) =>
        throw new RpcException(new Grpc.Core.Status(StatusCode.Unimplemented, "GetCalendar is not available yet"));

    public override async Task StreamQuotes(
        IAsyncStreamReader<QuoteBatchColumns> requestStream, IServerStreamWriter<QuoteBatchReplyColumns> responseStream, ServerCallContext context)
    {
        using var place = gate.EnterStream();
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, draining.Token);
        try
        {
            while (await requestStream.MoveNext(reading.Token)) await responseStream.WriteAsync(batches.Answer(requestStream.Current));
        }
        catch (OperationCanceledException) when (draining.Token.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            throw draining.Unavailable();
        }
    }

    private Answer Ask(QuoteRequest request, Func<PolicyBook, ResidentRequest, Answer> quote)
    {
        if (ProfileMapper.Check(request.Profile) is { } problem) throw ErrorMapper.ToException(ErrorMapper.Invalid(problem));
        var answer = quote(books.Current, RequestMapper.FromMessage(request));
        return answer.Error is { } error ? throw ErrorMapper.ToException(ErrorMapper.ToStatus(error)) : answer;
    }
}
