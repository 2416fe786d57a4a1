using System.Buffers;
using System.Buffers.Text;
using Canbao.Api;
using Canbao.Api.Client;
using Canbao.Api.Wire;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Recalculation.Answers;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Settlement;
using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Recalculation.Messages;

/// <summary>
/// Answers messages with messages, as a stream of the service would. Each holds all its answers: one that counts on earlier ones could not be
/// made before those.
/// </summary>
internal sealed class MessageWorker(PolicyBook book, PlanCache plans, AnswerRowMaker maker, TierNumbers tiers) : IBlockWorker
{
    private const int MostDigits = 20;

    // By the sizes of the objects, about: a message in memory against its bytes.
    private const int BytesOfReply = 600, BytesPerByte = 4;

    private readonly BatchStream _stream = new(new PolicyBookHolder(book), new BatchQuoter(plans), new ServiceLimits(), new Defects(new DefectThrower()));
    private readonly MessageCursor _cursor = new();
    private readonly MessageResidents _residents = new(book);
    private AnswerMemory _memory = new(int.MaxValue);
    private readonly Dictionary<QuoteReply, AnswerRow> _rows = new(ReferenceEqualityComparer.Instance);
    private readonly List<QuoteReply> _answers = [];
    private readonly List<AnswerRow?> _answerRows = [];
    private readonly List<int> _tiers = [];
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly EarlyCollection _garbage = new();

    public void Process(Block block)
    {
        _cursor.Begin(block);
        while (_cursor.MoveNext())
        {
            if (maker.IsTimeToForget(tiers)) Forget();
            var batch = _cursor.Batch!;
            batch.AnswersOnce = false;
            var reply = _cursor.Guard(() => _stream.Answer(batch));
            Write(block.Quotes, reply);
            if (reply.Error is { } error) MessageResidents.RejectAll(block, _cursor, ErrorMapper.ProblemsOf(error));
            else Count(block, batch, reply);
        }
        _garbage.Collect();
    }

    public void TakeCounts(PartTotals totals) => maker.TakeCounts(totals, tiers);

    public void Dispose()
    {
    }

    private void Write(OutputBuffer output, QuoteBatchReplyColumns reply)
    {
        _bytes.ResetWrittenCount();
        QuoteBatchCodec.Write(reply, _bytes);
        Span<byte> length = stackalloc byte[Varint.MaxBytes];
        output.Add(length[..Varint.Write(length, (ulong)_bytes.WrittenCount)]);
        output.Add(_bytes.WrittenSpan);
    }

    private void Count(Block block, QuoteBatchColumns batch, QuoteBatchReplyColumns reply)
    {
        ReadAnswers(batch, reply);
        var checksum = block.Checksum;
        var index = reply.QuoteIndex.Span;
        for (var i = 0; i < index.Length; i++)
        {
            if (_answerRows[(int)index[i]] is not { } row)
            {
                MessageResidents.Reject(block, batch, i, _cursor.FirstRow + i, _residents.ProblemsOf(batch, i));
                continue;
            }
            checksum = checksum.With(row.Digest);
            row.Line!.Add(_tiers[(int)batch.ProfileIndex.Values[i]]);
            if (row.Undetermined is { } undetermined) AddUndetermined(block.Undetermined, _cursor.FirstRow + i, undetermined);
        }
        block.Checksum = checksum;
    }

    private void ReadAnswers(QuoteBatchColumns batch, QuoteBatchReplyColumns reply)
    {
        _memory.Read(reply, _answers);
        _answerRows.Clear();
        foreach (var answer in _answers) _answerRows.Add(answer.Error is null ? RowOf(answer) : null);
        _tiers.Clear();
        for (var i = 0; i < batch.Profiles.Count; i++) _tiers.Add(tiers.Of(ProfileResolver.ToMessage(batch.Profiles[i]).Tier));
    }

    private AnswerRow RowOf(QuoteReply answer)
    {
        if (_rows.TryGetValue(answer, out var row)) return row;
        maker.Hold(BytesOfReply + BytesPerByte * answer.CalculateSize());
        _rows.Add(answer, row = maker.Of(answer));
        return row;
    }

    private void Forget()
    {
        _rows.Clear();
        _memory = new(int.MaxValue);
    }

    /// <summary>The number of a row is its id.</summary>
    private static void AddUndetermined(OutputBuffer output, long row, byte[] behind)
    {
        Span<byte> id = stackalloc byte[MostDigits];
        Utf8Formatter.TryFormat(row, id, out var digits);
        var begin = output.Length;
        output.Length = begin + UndeterminedList.WriteIdAndLine(output.Take(UndeterminedList.MostBytes(digits)), id[..digits], row);
        output.Add(behind);
    }
}
