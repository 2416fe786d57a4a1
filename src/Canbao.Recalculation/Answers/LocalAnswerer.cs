using Canbao.Engine;
using Canbao.Policies;

namespace Canbao.Recalculation.Answers;

/// <summary>Answers in this process, with plans that all threads share.</summary>
internal sealed class LocalAnswerer(PolicyBook book, PlanCache plans, AnswerRowMaker maker, TierNumbers tiers) : IAnswerer
{
    private readonly BatchQuoter _quoter = new(plans);
    private readonly BatchColumns _columns = new(book);
    private readonly BatchAnswer _answer = new() { KeepsNumbers = true };
    private AnswerRow[] _rows = new AnswerRow[1024];
    private int _count;

    public AnsweredBatch Answer(ResidentBatch batch)
    {
        if (maker.IsTimeToForget(tiers)) Forget();
        _quoter.Quote(_columns.RequestOf(batch, _quoter), _answer);
        // The engine numbers answers from batch to batch, and anew when they are too many.
        if (_answer.Before == 0) _count = 0;
        var distinct = _answer.Distinct;
        if (_rows.Length < _count + distinct.Length) Array.Resize(ref _rows, Math.Max(2 * _rows.Length, _count + distinct.Length));
        foreach (var answer in distinct) _rows[_count++] = maker.Of(answer);
        return new(_answer.AnswerIndex, _rows.AsSpan(0, _count));
    }

    public void TakeCounts(PartTotals totals) => maker.TakeCounts(totals, tiers);

    public void Dispose()
    {
    }

    /// <summary>The engine numbers all answers anew.</summary>
    private void Forget()
    {
        _answer.Clear();
        _rows = new AnswerRow[1024];
    }
}
