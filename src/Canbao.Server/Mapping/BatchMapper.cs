using Canbao.Api;
using Canbao.Engine;
using Canbao.Policies.Model;
using Canbao.V1;

namespace Canbao.Server.Mapping;

/// <summary>Batches between the wire's two forms and the engine's columns.</summary>
public static class BatchMapper
{
    /// <summary>Column form. Every profile that names no region has the batch's.</summary>
    public static BatchRequest FromColumns(QuoteBatchColumns batch) => new()
    {
        Profiles = [.. batch.Profiles.Select(p => ToProfile(p, batch.Region, batch.BenefitYear, batch.PolicyRevision))],
        ProfileIndex = batch.ProfileIndex,
        PaymentDates = batch.PaymentDates,
        PaymentDateIndex = batch.PaymentDateIndex,
        BirthDate = batch.BirthDate,
        EventDate = batch.EventDate,
        IdentityRecognisedOn = batch.IdentityRecognisedOn,
    };

    /// <summary>Row form: equal profiles and equal dates are found and numbered.</summary>
    public static BatchRequest FromRows(QuoteBatchColumns batch)
    {
        var rows = batch.Rows;
        var profiles = new Numbering<RowProfile>(rows.Count);
        var dates = new Numbering<uint>(rows.Count);
        var (birth, happened, recognised) = (new uint[rows.Count], new uint[rows.Count], new uint[rows.Count]);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var revision = Or(row.PolicyRevision, batch.PolicyRevision);
            profiles.Add(new RowProfile(Or(row.Region, batch.Region), Or(row.BenefitYear, batch.BenefitYear), revision, row.Profile));
            dates.Add(row.PaymentDate);
            (birth[i], happened[i], recognised[i]) = (row.BirthDate, row.EventDate, row.IdentityRecognisedOn);
        }
        return new()
        {
            Profiles = [.. profiles.Distinct.Select(p => ToProfile(p.Message, p.Region, p.BenefitYear, p.Revision))],
            ProfileIndex = profiles.Index,
            PaymentDates = dates.Distinct.ToArray(),
            PaymentDateIndex = dates.Index,
            BirthDate = birth,
            EventDate = happened,
            IdentityRecognisedOn = recognised,
        };
    }

    public static QuoteBatchReplyColumns ToReply(ulong batchId, PolicyBook book, BatchAnswer answer)
    {
        var policies = new Dictionary<Policy, uint>(ReferenceEqualityComparer.Instance);
        var distinct = new QuoteReply[answer.Distinct.Count];
        for (var i = 0; i < distinct.Length; i++) distinct[i] = ToReply(answer.Distinct[i], policies);
        return new()
        {
            BatchId = batchId,
            BookDigest = book.Digest,
            Distinct = distinct,
            QuoteIndex = answer.AnswerIndex,
            Policies = [.. policies.Keys.Select(QuoteMapper.ToRef)],
        };
    }

    private static QuoteReply ToReply(Answer answer, Dictionary<Policy, uint> policies)
    {
        if (answer.Error is { } error) return new QuoteReply { Error = ErrorMapper.ToStatus(error) };
        if (!policies.TryGetValue(answer.Policy!, out var index)) policies.Add(answer.Policy!, index = (uint)policies.Count);
        var quote = QuoteMapper.ToMessage(answer.Quote!);
        quote.PolicyIndex = index;
        return new QuoteReply { Quote = quote };
    }

    private static BatchProfile ToProfile(Profile? message, string region, uint year, uint revision)
    {
        var error = ProfileMapper.Check(message) is { } problem ? new RowError(false, [problem]) { CannotBeChecked = true } : null;
        var own = error is null && message!.Region.Length > 0 ? message.Region : region;
        return new BatchProfile(own, year, revision, error is null ? ProfileMapper.FromMessage(message!)
            : null, error);
    }

    private static string Or(string own, string otherwise) => own.Length > 0 ? own : otherwise;

    private static uint Or(uint own, uint otherwise) => own != 0 ? own : otherwise;

    /// <summary>Numbers values in the order of their first appearance.</summary>
    private sealed class Numbering<T>(int rows) where T : notnull
    {
        private readonly Dictionary<T, uint> _numbers = [];
        private readonly uint[] _index = new uint[rows];
        private int _row;

        public IEnumerable<T> Distinct => _numbers.Keys;

        public uint[] Index => _index;

        public void Add(T value)
        {
            if (!_numbers.TryGetValue(value, out var number)) _numbers.Add(value, number = (uint)_numbers.Count);
            _index[_row++] = number;
        }
    }
}
