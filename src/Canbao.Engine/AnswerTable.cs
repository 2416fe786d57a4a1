using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Engine;

/// <summary>The distinct answers of a batch in the order of their first resident.</summary>
internal sealed class AnswerTable
{
    private readonly List<Answer> _items = [];
    private readonly Dictionary<Answer, int> _index = [];

    // A plan gives the same quote for the same answer: most quotes need not be compared field by field.
    private readonly Dictionary<Quote, int> _known = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyList<Answer> Items => _items;

    public int Add(Quote quote, Policy policy)
    {
        if (!_known.TryGetValue(quote, out var answer)) _known.Add(quote, answer = Add(Answer.Of(quote, policy)));
        return answer;
    }

    public int Add(RowError error) => Add(Answer.Of(error));

    private int Add(Answer answer)
    {
        if (_index.TryGetValue(answer, out var known)) return known;
        _items.Add(answer);
        _index.Add(answer, _items.Count - 1);
        return _items.Count - 1;
    }
}
