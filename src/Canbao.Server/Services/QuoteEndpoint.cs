using Canbao.Api;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Server.Hosting;
using Canbao.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Mvc;
using Calendar = Canbao.Policies.Interpretation.Calendar;
using Explanation = Canbao.V1.Explanation;

namespace Canbao.Server.Services;

/// <summary>The quote service on the wire. Its messages may be as large as a batch; what is not a stream says how much less it takes.</summary>
public sealed class QuoteEndpoint(
    PolicyBookHolder books, BatchQuoter quoter, BatchService batches, UnaryCalls edge, LoadGate gate, Draining draining) : QuoteServiceBase
{
    // A resolver serves one thread at a time.
    private readonly ThreadLocal<ProfileResolver> _resolvers = new(() => new ProfileResolver(quoter));

    [RequestSizeLimit(ServiceLimits.MaxRequestBytes)]
    public override Task<V1.Quote> Quote(QuoteRequest request, ServerCallContext context) =>
        edge.Enter((Endpoint: this, Request: request), static call => call.Endpoint.Answer(call.Request));

    [RequestSizeLimit(ServiceLimits.MaxRequestBytes)]
    public override Task<Explanation> Explain(QuoteRequest request, ServerCallContext context) => edge.Answer(() =>
    {
        var resident = Read(request);
        Refuse(Quoter.Check(books.Current, resident, out var timeline, out var situation));
        var (policy, explanation) = TimelineInterpreter.Explain(timeline!, resident.Profile, situation);
        return ExplanationMapper.ToMessage(explanation, policy);
    });

    [RequestSizeLimit(ServiceLimits.MaxRequestBytes)]
    public override Task<V1.Calendar> GetCalendar(QuoteRequest request, ServerCallContext context) => edge.Answer(() =>
    {
        var resident = Read(request);
        Refuse(Quoter.CheckWithoutPayment(books.Current, resident, out var timeline, out var situation));
        return CalendarMapper.ToMessage(Calendar.Of(timeline!, resident.Profile, situation));
    });

    public override async Task StreamQuotes(
        IAsyncStreamReader<QuoteBatchColumns> requestStream, IServerStreamWriter<QuoteBatchReplyColumns> responseStream, ServerCallContext context)
    {
        using var place = gate.EnterStream();
        var stream = batches.Open();
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, draining.Token);
        try
        {
            while (await requestStream.MoveNext(reading.Token))
            {
                gate.CountBatch();
                var batch = requestStream.Current;
                await responseStream.WriteAsync(stream.Answer(batch));
                QuoteBatchCodec.Return(batch);
            }
        }
        catch (OperationCanceledException) when (draining.Token.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            throw draining.Unavailable();
        }
    }

    private Task<V1.Quote> Answer(QuoteRequest request)
    {
        var size = request.Profile?.CalculateSize() ?? 0;
        var bytes = size <= ProfileMapper.MaxBytes ? stackalloc byte[ProfileMapper.MaxBytes] : new byte[size];
        request.Profile?.WriteTo(bytes[..size]);
        var policy = new RowPolicy(request.Region, request.BenefitYear, request.PolicyRevision, request.Profile is not null);
        var profile = _resolvers.Value!.Resolve(books.Current, policy, bytes[..size]);
        var answer = profile.AnswerTo(new ResidentDates(request.PaymentDate, request.BirthDate, request.EventDate, request.IdentityRecognisedOn));
        Refuse(answer.Error);
        return QuoteMapper.Made(answer).Sent;
    }

    private static ResidentRequest Read(QuoteRequest request) => ProfileMapper.Check(request.Profile) is { } problem
        ? throw ErrorMapper.ToException(ErrorMapper.Invalid(problem))
        : RequestMapper.FromMessage(request);

    private static void Refuse(RowError? error)
    {
        if (error is not null) throw ErrorMapper.ToException(ErrorMapper.ToStatus(error));
    }
}
