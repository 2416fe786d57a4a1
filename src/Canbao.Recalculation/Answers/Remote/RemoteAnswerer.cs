using Canbao.Api.Client;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.V1;

namespace Canbao.Recalculation.Answers.Remote;

/// <summary>
/// Has batches answered by the service, which must have the policies of this run. What it rejects is asked here too, because its reasons are
/// cut to what fits into a header; so is what cannot be sent.
/// </summary>
internal sealed class RemoteAnswerer(RemoteService service, PolicyBook book, PlanCache plans, AnswerRowMaker maker, TierNumbers tiers) : IAnswerer
{
    private readonly BatchQuoter _quoter = new(plans);
    private readonly RemoteRows _rows = new(maker);
    private readonly RemoteGroups _groups = new();
    private readonly uint[] _index = new uint[ResidentBatch.MaxResidents];
    private RemoteClient? _client;
    private RemoteStream? _stream;

    public AnsweredBatch Answer(ResidentBatch batch)
    {
        Renew();
        if (maker.IsTimeToForget(tiers)) Forget();
        _groups.Begin(batch, profile => profile.HandleWith(_client!));
        for (var i = 0; i < batch.Count; i++)
        {
            var dates = batch.Dates(i);
            if (!_groups.TryAdd(i, dates, out var full)) _index[i] = _rows.Add(maker.Of(AnswerHere(batch, i)));
            else if (full is not null) _stream!.Send(full);
        }
        foreach (var rest in _groups.End()) _stream!.Send(rest);
        foreach (var sent in _groups.Sent) Take(_stream!.Receive(), sent, batch);
        return new(_index, _rows.All);
    }

    public void TakeCounts(PartTotals totals) => maker.TakeCounts(totals, tiers);

    public void Dispose()
    {
        _stream?.Dispose();
        if (_client is not null) service.Return(_client);
    }

    private void Renew()
    {
        var client = service.Renew(_client);
        if (ReferenceEquals(client, _client)) return;
        _stream?.Dispose();
        (_client, _stream) = (client, new RemoteStream(client.Client, service.Stop));
    }

    /// <summary>A stream remembers its answers as long as it lives.</summary>
    private void Forget()
    {
        _rows.Clear();
        _stream!.Dispose();
        _stream = new RemoteStream(_client!.Client, service.Stop);
    }

    private void Take(ColumnAnswers answers, RemoteBatch sent, ResidentBatch batch)
    {
        if (answers.Error is { } error) throw new InvalidDataException($"the service rejects a batch: {error.Message}");
        if (answers.BookDigest != book.Digest) throw new InvalidDataException(
            $"the service answers with policies {Short(answers.BookDigest)}, which are not those of this job, {Short(book.Digest)}: answers of both "
            + "must not be mixed. Let all its addresses serve the job's policies and run the same command again, or name the folder that they serve "
            + "with --policies and begin again with --restart");
        var residents = sent.Residents;
        var index = answers.QuoteIndex.Span;
        for (var i = 0; i < residents.Length; i++)
        {
            var reply = answers[i];
            _index[residents[i]] = reply.Error is null ? _rows.NumberOf(reply, index[i]) : _rows.Add(Rejected(batch, residents[i], reply));
        }
    }

    private AnswerRow Rejected(ResidentBatch batch, int resident, QuoteReply reply)
    {
        var answer = AnswerHere(batch, resident);
        if (answer.Error is not null) return maker.Of(answer);
        throw new InvalidDataException($"row {batch.RowNumber(resident)}: the service rejects what the same policies answer here: "
            + $"{reply.Error.Message}. It is of another version; use the same one");
    }

    private Answer AnswerHere(ResidentBatch batch, int resident)
    {
        var wanted = batch.ProfileOf(resident).Profile;
        return _quoter.Quote(book, new ResidentRequest(wanted.Region, wanted.BenefitYear, wanted.Revision, wanted.Profile, batch.Dates(resident)));
    }

    private static string Short(string digest) => digest[..Math.Min(12, digest.Length)];
}
