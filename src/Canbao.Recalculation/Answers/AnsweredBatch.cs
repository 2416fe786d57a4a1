namespace Canbao.Recalculation.Answers;

/// <summary>Which answer each resident of a batch gets; valid until the next batch.</summary>
internal readonly ref struct AnsweredBatch(ReadOnlySpan<uint> index, ReadOnlySpan<AnswerRow> rows)
{
    private readonly ReadOnlySpan<uint> _index = index;
    private readonly ReadOnlySpan<AnswerRow> _rows = rows;

    public AnswerRow this[int resident] => _rows[(int)_index[resident]];
}
