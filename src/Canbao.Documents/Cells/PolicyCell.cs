using Canbao.Policies.Model;

namespace Canbao.Documents.Cells;

/// <summary>
/// One value of a policy: where it stands, for example "assistance/orphan/tier1", what it is in words with its unit, and the rule
/// whose clauses state it. Two policies are compared cell by cell.
/// </summary>
public sealed record PolicyCell(string Path, string Value, Rule? Rule)
{
    /// <summary>Whether the value was decided by a reading, which then stands beside it.</summary>
    public bool RestsOn(Reading reading) => Value.Contains(CellText.By(reading), StringComparison.Ordinal);
}
