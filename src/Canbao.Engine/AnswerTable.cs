namespace Canbao.Engine;

/// <summary>The distinct answers of a batch in the order of their first resident.</summary>
internal sealed class AnswerTable
{
    private readonly List<Answer> _items = [];
    private readonly Dictionary<Answer, int> _index = [];

    public IReadOnlyList<Answer> Items => _items;

    public int Add(Answer answer)
    {
        if (_index.TryGetValue(answer, out var known)) return known;
        _items.Add(answer);
        _index.Add(answer, _items.Count - 1);
        return _items.Count - 1;
    }
}
