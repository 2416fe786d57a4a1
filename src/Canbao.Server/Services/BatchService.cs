using Canbao.Api;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Server.Hosting;
using Canbao.Server.Mapping;
using Grpc.Core;

namespace Canbao.Server.Services;

/// <summary>Answers one batch: whatever is wrong with it is an answer, so that the stream goes on.</summary>
public sealed class BatchService(PolicyBookHolder books, BatchQuoter quoter, ServiceLimits limits, Defects defects)
{
    public QuoteBatchReplyColumns Answer(QuoteBatchColumns batch)
    {
        try
        {
            return Check(batch) is { } problem ? Bad(batch, ErrorMapper.Invalid(problem)) : AnswerChecked(batch, books.Current);
        }
        catch (Exception e) when (e is not RpcException)
        {
            return Bad(batch, new Google.Rpc.Status { Code = (int)StatusCode.Internal, Message = defects.Report(e) });
        }
    }

    private QuoteBatchReplyColumns AnswerChecked(QuoteBatchColumns batch, PolicyBook book)
    {
        if (NeedsDefaultPolicy(batch) && book.Find(batch.Region, batch.BenefitYear, batch.PolicyRevision, out var lookup) is null)
            return Bad(batch, ErrorMapper.ToStatus(new RowError(!lookup.IsInvalid, [lookup.Problem])));
        var request = batch.Rows.Count > 0 ? BatchMapper.FromRows(batch) : BatchMapper.FromColumns(batch);
        if (BatchCheck.Columns(request, limits.MaxResidents) is { } problem) return Bad(batch, ErrorMapper.Invalid(problem));
        var reply = BatchMapper.ToReply(batch.BatchId, book, quoter.Quote(book, request));
        var bytes = QuoteBatchCodec.ToMessage(reply).CalculateSize();
        return bytes <= limits.MaxReplyBytes ? reply : Bad(batch, ErrorMapper.Invalid(new InputProblem("batch",
            $"the reply would have {bytes} bytes for {reply.Distinct.Count} distinct answers; at most {limits.MaxReplyBytes} are sent: split the batch")));
    }

    /// <summary>Whether a resident relies on the batch's own region and year, which must then name a policy.</summary>
    private static bool NeedsDefaultPolicy(QuoteBatchColumns batch) => batch.Region.Length > 0 && batch.BenefitYear != 0
        && (batch.Rows.Count > 0
            ? batch.Rows.Any(r => r.Region.Length == 0 && r.BenefitYear == 0 && r.Profile?.Region is null or "")
            : batch.Profiles.Any(p => p.Region.Length == 0));

    /// <summary>Before anything is read of the batch: no work and no memory for what is too much.</summary>
    private InputProblem? Check(QuoteBatchColumns batch)
    {
        var columns = batch.Profiles.Count + batch.ProfileIndex.Length + batch.PaymentDates.Length + batch.PaymentDateIndex.Length
            + batch.BirthDate.Length + batch.EventDate.Length + batch.IdentityRecognisedOn.Length;
        if (batch.Rows.Count > 0 && columns > 0) return new("rows", "rows and columns in one batch; expected one of the two forms");
        return TooMany("rows", batch.Rows.Count) ?? TooMany("profiles", batch.Profiles.Count) ?? TooMany("payment_dates", batch.PaymentDates.Length);
    }

    private InputProblem? TooMany(string field, int count) => count <= limits.MaxResidents
        ? null
        : new(field, $"{count} {field} in one batch; at most {limits.MaxResidents} are allowed: split the batch");

    private static QuoteBatchReplyColumns Bad(QuoteBatchColumns batch, Google.Rpc.Status error) => new() { BatchId = batch.BatchId, Error = error };
}
