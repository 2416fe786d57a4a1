namespace Canbao.Engine;

/// <summary>The distinct answers of a batch in the order of their first resident.</summary>
internal sealed class AnswerTable(BatchAnswer answer)
{
    private readonly Dictionary<Answer, int> _index = [];

    // A plan gives the same object for the same answer: most need not be compared field by field.
    private readonly Dictionary<Answer, int> _known = new(ReferenceEqualityComparer.Instance);

    public int Add(Answer found)
    {
        if (!_known.TryGetValue(found, out var known)) _known.Add(found, known = AddEqual(found));
        return known;
    }

    public int Add(RowError error) => AddEqual(Answer.Of(error));

    private int AddEqual(Answer found)
    {
        if (!_index.TryGetValue(found, out var known)) _index.Add(found, known = answer.Add(found));
        return known;
    }
}
