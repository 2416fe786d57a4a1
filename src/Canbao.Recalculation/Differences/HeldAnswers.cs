using Canbao.Engine;

namespace Canbao.Recalculation.Differences;

/// <summary>The answers of batch after batch by the numbers that the engine gives them.</summary>
internal sealed class HeldAnswers
{
    // An answer that no pool shares takes a kilobyte: bounds what is held beside the pools.
    private const int MostHeld = 1 << 14;

    private readonly BatchAnswer _answer = new() { KeepsNumbers = true };
    private readonly List<Answer> _held = [];

    /// <summary>Of each resident of the last batch.</summary>
    public ReadOnlySpan<uint> Numbers => _answer.AnswerIndex;

    public Answer this[uint number] => _held[(int)number];

    /// <summary>Quotes a batch. True if the engine has begun its numbers anew: those of earlier batches mean nothing any more.</summary>
    public bool Quote(BatchQuoter quoter, BatchRequest batch)
    {
        if (_held.Count > MostHeld) _answer.Clear();
        quoter.Quote(batch, _answer);
        var anew = _answer.Before == 0;
        if (anew) _held.Clear();
        _held.AddRange(_answer.Distinct);
        return anew;
    }
}
