namespace Canbao.Engine;

/// <summary>
/// Distinct answers, and for each resident in order which of them. Its arrays are used again by the next batch that is answered into it:
/// one batch at a time, and spans of the last one mean nothing afterwards.
/// </summary>
public sealed class BatchAnswer
{
    private uint[] _index = [];
    private int _residents;

    /// <summary>In the order of their first resident.</summary>
    public ReadOnlySpan<Answer> Distinct => Numbers.Distinct;

    /// <summary>One index into the distinct answers per resident.</summary>
    public ReadOnlySpan<uint> AnswerIndex => _index.AsSpan(0, _residents);

    /// <summary>The same as <see cref="AnswerIndex"/>, for who must wait before reading it.</summary>
    public ReadOnlyMemory<uint> AnswerIndexMemory => _index.AsMemory(0, _residents);

    /// <summary>The answer of one resident.</summary>
    public Answer this[int resident] => Distinct[(int)AnswerIndex[resident]];

    internal AnswerNumbers Numbers { get; } = new();

    internal BatchScratch Scratch { get; } = new();

    /// <summary>Forgets the last batch, so that its answers and their policies are not held.</summary>
    public void Clear()
    {
        Numbers.Clear();
        _residents = 0;
    }

    /// <summary>Forgets the last batch; the indices of the next one are to be written into the span.</summary>
    internal Span<uint> Begin(int residents)
    {
        Numbers.Begin(residents);
        if (_index.Length < residents) _index = new uint[residents];
        _residents = residents;
        return _index.AsSpan(0, residents);
    }
}
