namespace Canbao.Engine;

/// <summary>The distinct answers of a batch in the order of their first resident.</summary>
internal sealed class AnswerTable
{
    private readonly List<Answer> _items = [];
    private readonly Dictionary<Answer, int> _index = [];

    // A plan gives the same object for the same answer: most need not be compared field by field.
    private readonly Dictionary<Answer, int> _known = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyList<Answer> Items => _items;

    public int Add(Answer answer)
    {
        if (!_known.TryGetValue(answer, out var known)) _known.Add(answer, known = AddEqual(answer));
        return known;
    }

    public int Add(RowError error) => AddEqual(Answer.Of(error));

    private int AddEqual(Answer answer)
    {
        if (_index.TryGetValue(answer, out var known)) return known;
        _items.Add(answer);
        _index.Add(answer, _items.Count - 1);
        return _items.Count - 1;
    }
}
