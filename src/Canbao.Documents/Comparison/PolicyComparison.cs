using Canbao.Documents.Cells;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents.Comparison;

/// <summary>
/// What changed between two policies, value by value. Values are matched by their paths, so a rule with another id is a rule that
/// went and one that came. Only values count: the same value with other words of the notice is no change.
/// </summary>
public sealed record PolicyComparison(Policy Before, Policy After, ValueList<CellChange> Changes)
{
    /// <summary>In the order of the later document; what is gone stands behind the value that it stood behind before.</summary>
    public static PolicyComparison Of(Policy before, Policy after)
    {
        var (old, now) = (PolicyCells.Of(before), PolicyCells.Of(after));
        var oldByPath = old.ToDictionary(cell => cell.Path);
        var gone = Gone(old, now.Select(cell => cell.Path).ToHashSet());
        var changes = new List<CellChange>(gone.GetValueOrDefault("", []));
        foreach (var cell in now)
        {
            var was = oldByPath.GetValueOrDefault(cell.Path);
            if (was?.Value != cell.Value) changes.Add(new(cell.Path, was, cell));
            changes.AddRange(gone.GetValueOrDefault(cell.Path, []));
        }
        return new PolicyComparison(before, after, [.. changes]);
    }

    /// <summary>The values that are gone, by the path of the last value before them that is still there; "" if there is none.</summary>
    private static Dictionary<string, List<CellChange>> Gone(IReadOnlyList<PolicyCell> old, HashSet<string> stays)
    {
        var gone = new Dictionary<string, List<CellChange>>();
        var behind = "";
        foreach (var cell in old)
        {
            if (stays.Contains(cell.Path))
            {
                behind = cell.Path;
                continue;
            }
            if (!gone.TryGetValue(behind, out var here)) gone.Add(behind, here = []);
            here.Add(new(cell.Path, cell, null));
        }
        return gone;
    }
}
