namespace Canbao.Engine;

/// <summary>
/// Distinct answers, and for each resident in order which of them. Its arrays are used again by the next batch that is answered into it:
/// one batch at a time, and spans of the last one mean nothing afterwards.
/// </summary>
public sealed class BatchAnswer
{
    private uint[] _index = [];
    private int _residents;
    private bool _keptNumbers;

    /// <summary>
    /// Whether the next batch goes on with the numbers of the last one: then an answer of an earlier batch is not distinct again, and the index
    /// counts from the first of those batches. Answers of earlier batches are not held. Now and then the numbers begin anew, so that they
    /// stay few, and after a batch for which this was not set; <see cref="Before"/> is 0 then.
    /// </summary>
    public bool KeepsNumbers { get; set; }

    /// <summary>How many distinct answers of earlier batches come before those of this one.</summary>
    public uint Before => Numbers.Before;

    /// <summary>In the order of their first resident.</summary>
    public ReadOnlySpan<Answer> Distinct => Numbers.Distinct;

    /// <summary>One index into the distinct answers per resident, <see cref="Before"/> counted in.</summary>
    public ReadOnlySpan<uint> AnswerIndex => _index.AsSpan(0, _residents);

    /// <summary>The same as <see cref="AnswerIndex"/>, for who must wait before reading it.</summary>
    public ReadOnlyMemory<uint> AnswerIndexMemory => _index.AsMemory(0, _residents);

    /// <summary>The answer of one resident, if it is one of this batch's.</summary>
    public Answer this[int resident] => Distinct[(int)(AnswerIndex[resident] - Before)];

    internal AnswerNumbers Numbers { get; } = new();

    internal BatchScratch Scratch { get; } = new();

    /// <summary>Forgets the last batch, so that its answers and their policies are not held.</summary>
    public void Clear()
    {
        Numbers.Clear();
        _residents = 0;
    }

    /// <summary>Lets go of the answers: the index stays, and numbers that are kept. There is nothing distinct then until the next batch.</summary>
    public void Release() => Numbers.Release();

    /// <summary>Forgets the last batch; the indices of the next one are to be written into the span.</summary>
    internal Span<uint> Begin(int residents)
    {
        Numbers.Begin(residents, KeepsNumbers && _keptNumbers);
        _keptNumbers = KeepsNumbers;
        if (_index.Length < residents) _index = new uint[residents];
        _residents = residents;
        return _index.AsSpan(0, residents);
    }
}
