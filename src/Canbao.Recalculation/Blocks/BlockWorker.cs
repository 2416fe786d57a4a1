using System.Runtime.CompilerServices;
using Canbao.Recalculation.Answers;
using Canbao.Recalculation.Parts;
using Canbao.Recalculation.Settlement;

namespace Canbao.Recalculation.Blocks;

/// <summary>Makes the outputs of blocks. One thread, but for <see cref="TakeCounts"/>, which is called while it waits.</summary>
/// <param name="collectIds">Whether the search for duplicates wants the ids.</param>
internal sealed class BlockWorker(IRowReader reader, IAnswerer answerer, IRowFormat format, TierNumbers tiers, bool collectIds) : IBlockWorker
{
    private readonly ResidentBatch _batch = new(tiers);
    private readonly EarlyCollection _garbage = new();

    public void Process(Block block)
    {
        reader.Begin(block);
        while (reader.Read(_batch))
            if (_batch.Count > 0) Write(block, answerer.Answer(_batch));
        // Some were found while reading, others while answering.
        RejectedRow.SortByLine(block.Rejects);
        _garbage.Collect();
    }

    public void TakeCounts(PartTotals totals) => answerer.TakeCounts(totals);

    public void Dispose() => answerer.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(Block block, in AnsweredBatch answered)
    {
        var (checksum, quotes) = (block.Checksum, block.Quotes);
        for (var i = 0; i < _batch.Count; i++)
        {
            var answer = answered[i];
            if (answer.Error is { } error)
            {
                reader.Reject(_batch, i, error.Problems);
                continue;
            }
            if (format.ProblemWith(_batch.Id(i)) is { } problem)
            {
                reader.Reject(_batch, i, [problem]);
                continue;
            }
            checksum = checksum.With(answer.Digest);
            answer.Line!.Add(_batch.TierOf(i));
            if (answer.FieldsAfterId is { } fieldsAfterId) format.Write(quotes, _batch, i, fieldsAfterId);
            if (answer.Undetermined is { } undetermined) AddUndetermined(block.Undetermined, i, undetermined);
            if (collectIds) IdFile.Write(block.Ids, _batch.Id(i), _batch.RowNumber(i));
        }
        block.Checksum = checksum;
    }

    private void AddUndetermined(OutputBuffer output, int resident, byte[] behind)
    {
        var id = _batch.Id(resident);
        var begin = output.Length;
        output.Length = begin + UndeterminedList.WriteIdAndLine(output.Take(UndeterminedList.MostBytes(id.Length)), id, _batch.RowNumber(resident));
        output.Add(behind);
    }
}
