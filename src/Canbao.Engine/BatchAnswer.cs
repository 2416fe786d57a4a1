namespace Canbao.Engine;

/// <summary>
/// Distinct answers, and for each resident in order which of them. Its arrays are used again by the next batch that is answered into it:
/// one batch at a time, and spans of the last one mean nothing afterwards.
/// </summary>
public sealed class BatchAnswer
{
    private Answer[] _distinct = [];
    private uint[] _index = [];
    private int _count, _residents;

    /// <summary>In the order of their first resident.</summary>
    public ReadOnlySpan<Answer> Distinct => _distinct.AsSpan(0, _count);

    /// <summary>One index into the distinct answers per resident.</summary>
    public ReadOnlySpan<uint> AnswerIndex => _index.AsSpan(0, _residents);

    /// <summary>The same as <see cref="AnswerIndex"/>, for who must wait before reading it.</summary>
    public ReadOnlyMemory<uint> AnswerIndexMemory => _index.AsMemory(0, _residents);

    /// <summary>The answer of one resident.</summary>
    public Answer this[int resident] => _distinct[AnswerIndex[resident]];

    /// <summary>Forgets the last batch; the indices of the next one are to be written into the span.</summary>
    internal Span<uint> Begin(int residents)
    {
        // What is no longer distinct must not be held.
        _distinct.AsSpan(0, _count).Clear();
        _count = 0;
        if (_index.Length < residents) _index = new uint[residents];
        _residents = residents;
        return _index.AsSpan(0, residents);
    }

    /// <summary>Adds an answer that is not there yet.</summary>
    internal int Add(Answer answer)
    {
        if (_count == _distinct.Length) Array.Resize(ref _distinct, Math.Max(16, 2 * _count));
        _distinct[_count] = answer;
        return _count++;
    }
}
