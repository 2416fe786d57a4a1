using Canbao.Api;
using Canbao.Api.Client;
using Canbao.Generation;
using Canbao.LoadTests.Scenarios;
using Canbao.Mapping;
using Canbao.Policies;
using Grpc.Core;

namespace Canbao.LoadTests.Load;

/// <summary>
/// The batches of a scenario, made before anything is measured and then sent in turn, with the first answer to each of them: a later
/// answer must be the same.
/// </summary>
internal sealed class BatchSource
{
    private readonly ResidentSet _residents;
    private readonly BatchForm _form;
    private readonly QuoteBatchColumns[] _batches;
    private readonly BatchAnswer?[] _answers;
    private readonly uint[][] _expected;

    public BatchSource(ResidentSet residents, BatchForm form, LoadOptions options)
    {
        (_residents, _form, Residents) = (residents, form, options.BatchResidents);
        _batches = [.. Enumerable.Range(0, options.Batches).Select(Build)];
        _answers = new BatchAnswer?[options.Batches];
        _expected = new uint[options.Batches][];
    }

    public int Count => _batches.Length;

    /// <summary>In each batch.</summary>
    public int Residents { get; }

    public QuoteBatchColumns Batch(int index) => _batches[index];

    /// <summary>All answers that came before anything was measured.</summary>
    public AnswerCatalog Catalog { get; } = new();

    /// <summary>For each resident of a batch the number of its answer in the catalog.</summary>
    public ReadOnlySpan<uint> Expected(int batch) => _expected[batch];

    /// <summary>A batch of columns as a caller of the client has it.</summary>
    public ResidentColumns Columns(int index, QuoteClient client)
    {
        var batch = _batches[index];
        var handles = Enumerable.Range(0, batch.Profiles.Count).Select(i => client.Intern(V1.Profile.Parser.ParseFrom(batch.Profiles[i]))).ToArray();
        var profiles = new ProfileHandle[Residents];
        for (var i = 0; i < Residents; i++) profiles[i] = handles[batch.ProfileIndex.Values[i]];
        return new ResidentColumns
        {
            Region = batch.Region, BenefitYear = batch.BenefitYear, Profiles = profiles, PaymentDate = PaymentDates(batch), BirthDate = batch.BirthDate.Memory,
            EventDate = batch.EventDate.Memory, IdentityRecognisedOn = batch.IdentityRecognisedOn.Memory,
        };
    }

    /// <summary>Asks every batch once; what is wrong with an answer goes to the faults.</summary>
    public async Task PrepareAsync(ChannelBase channel, AnswerCheck check, Action<string> fault, CancellationToken stop)
    {
        using var call = BatchStream.Open(channel, stop);
        for (var i = 0; i < Count; i++)
        {
            await call.RequestStream.WriteAsync(_batches[i], stop);
            if (!await call.ResponseStream.MoveNext(stop)) throw new RpcException(new Status(StatusCode.Internal, "the stream ended before all answers came"));
            var reply = call.ResponseStream.Current;
            if (ProblemOf(i, reply) is { } problem) throw new RpcException(new Status(StatusCode.Internal, problem));
            _answers[i] = new BatchAnswer(reply);
            _expected[i] = NumbersOf(reply);
            Check(i, reply, check, fault);
            QuoteBatchCodec.Return(reply);
        }
        await call.RequestStream.CompleteAsync();
    }

    /// <summary>What is wrong with the answer to a batch; null if nothing is.</summary>
    public string? WrongIn(int batch, QuoteBatchReplyColumns reply) =>
        ProblemOf(batch, reply) ?? (_answers[batch]!.IsRepeatedBy(reply) ? null : $"StreamQuotes, batch {batch}: another answer than before");

    private string? ProblemOf(int batch, QuoteBatchReplyColumns reply)
    {
        if (reply.Error is { } error) return $"StreamQuotes, batch {batch}: {(StatusCode)error.Code}: {error.Message}";
        if (reply.BatchId != (ulong)batch) return $"StreamQuotes, batch {batch}: the answer is for batch {reply.BatchId}";
        return reply.QuoteIndex.Length == Residents ? null : $"StreamQuotes, batch {batch}: {reply.QuoteIndex.Length} answers for {Residents} residents";
    }

    private void Check(int batch, QuoteBatchReplyColumns reply, AnswerCheck check, Action<string> fault)
    {
        var digests = Enumerable.Range(0, reply.Distinct.Count).Select(i => AnswerCheck.Digest(reply.Answer(i), reply.Policies)).ToArray();
        for (var i = 0; i < Residents; i++)
            if (check.Add(Resident(batch, i), digests[reply.QuoteIndex.Span[i]]) is { } wrong) fault($"StreamQuotes, {wrong}");
    }

    private uint[] NumbersOf(QuoteBatchReplyColumns reply)
    {
        var numbers = Enumerable.Range(0, reply.Distinct.Count).Select(i => Catalog.Add(Named(reply.Answer(i), reply))).ToArray();
        return [.. reply.QuoteIndex.ToArray().Select(i => numbers[i])];
    }

    private static V1.QuoteReply Named(V1.QuoteReply answer, QuoteBatchReplyColumns reply)
    {
        if (answer.Quote is not { HasPolicyIndex: true } quote) return answer;
        quote.Policy = reply.Policies[(int)quote.PolicyIndex];
        quote.ClearPolicyIndex();
        return answer;
    }

    private static uint[] PaymentDates(QuoteBatchColumns batch) => batch.PaymentDateIndex.Count == 0
        ? batch.PaymentDates.Values.ToArray()
        : [.. batch.PaymentDateIndex.Memory.ToArray().Select(i => batch.PaymentDates.Memory.Span[(int)i])];

    private GeneratedResident Resident(int batch, int index) => _residents.Resident(_form, (long)batch * Residents + index);

    private QuoteBatchColumns Build(int number)
    {
        var (profiles, dates) = (new Dictionary<Profile, uint>(), new Dictionary<uint, uint>());
        var batch = new QuoteBatchColumns { Region = _residents.Policy.Region, BenefitYear = (uint)_residents.Policy.BenefitYear, BatchId = (ulong)number,
            AsRows = _form == BatchForm.Rows };
        for (var i = 0; i < Residents; i++)
        {
            var (_, profile, on) = Resident(number, i);
            batch.ProfileIndex.Add(NumberOf(profile, profiles, () => batch.Add(ProfileMapper.ToMessage(profile))));
            var date = NumberOf(on.Payment, dates, () => batch.PaymentDates.Add(on.Payment));
            if (_form == BatchForm.OneDate) continue;
            batch.PaymentDateIndex.Add(date);
            if (_form == BatchForm.PlainDates) continue;
            batch.BirthDate.Add(on.Birth);
            batch.EventDate.Add(on.Event);
            batch.IdentityRecognisedOn.Add(on.Recognised);
        }
        return batch;
    }

    private static uint NumberOf<T>(T value, Dictionary<T, uint> numbers, Action add) where T : notnull
    {
        if (numbers.TryGetValue(value, out var number)) return number;
        add();
        numbers.Add(value, number = (uint)numbers.Count);
        return number;
    }
}
