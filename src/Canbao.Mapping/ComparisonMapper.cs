using Canbao.Documents.Comparison;
using Canbao.V1;
using CellChange = Canbao.V1.CellChange;

namespace Canbao.Mapping;

/// <summary>What changed between two policies, on the wire.</summary>
public static class ComparisonMapper
{
    public static ComparePoliciesResponse ToMessage(PolicyComparison comparison)
    {
        var message = new ComparePoliciesResponse { Before = QuoteMapper.ToRef(comparison.Before), After = QuoteMapper.ToRef(comparison.After) };
        message.Changes.AddRange(comparison.Changes.Select(change => new CellChange
        {
            Path = change.Path,
            Before = change.Before is { } before ? PolicyMapper.ToMessage(before, comparison.Before) : null,
            After = change.After is { } after ? PolicyMapper.ToMessage(after, comparison.After) : null,
        }));
        return message;
    }
}
