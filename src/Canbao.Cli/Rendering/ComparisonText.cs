using Canbao.Documents.Cells;
using Canbao.Documents.Comparison;
using Canbao.Policies.Model;

namespace Canbao.Cli.Rendering;

/// <summary>
/// What changed between two policies, for a terminal: a table for each topic, path, value before, value after, and below them the
/// clauses that state them.
/// </summary>
internal static class ComparisonText
{
    // A longer value is broken over lines inside its column.
    private const int ValueWidth = 36;

    private const string Nothing = "—";

    private static readonly Dictionary<string, string> Topics = new()
    {
        ["eligibility"] = "参保范围",
        ["windows"] = "缴费期",
        ["circumstances"] = "特殊情形",
        ["standards"] = "个人缴费标准",
        ["fiscal_subsidy"] = "财政补助",
        ["assistance"] = "资助",
        ["already_paid"] = "已缴费",
        ["continuity"] = "断保等待期",
        ["catastrophic"] = "大病保险",
        ["addons"] = "附加产品",
    };

    public static void Write(TextWriter output, PolicyComparison comparison)
    {
        var (before, after) = (comparison.Before, comparison.After);
        output.WriteLine($"前 before  {before}  {before.Name.Zh} {before.Name.En}  《{before.Notice.Title}》");
        output.WriteLine($"后 after   {after}  {after.Name.Zh} {after.Name.En}  《{after.Notice.Title}》");
        var changes = comparison.Changes;
        var (added, removed) = (changes.Count(c => c.Before is null), changes.Count(c => c.After is null));
        output.WriteLine($"~ 改变 changed {changes.Count - added - removed}  + 新增 added {added}  - 删去 removed {removed}");
        // A topic's values stand together in a document, and what is gone stands among them; grouping keeps the order all the same.
        foreach (var topic in changes.GroupBy(change => change.Path.Split('/')[0])) WriteTopic(output, topic.Key, [.. topic]);
    }

    private static void WriteTopic(TextWriter output, string topic, CellChange[] changes)
    {
        output.WriteLine();
        output.WriteLine($"{Topics.GetValueOrDefault(topic)} {topic}".TrimStart());
        var pathWidth = changes.Max(c => TextWidth.Of(c.Path));
        (Rule? Before, Rule? After) shown = default;
        foreach (var change in changes)
        {
            WriteValues(output, change, pathWidth);
            // One rule states several values: its clauses stand under the first of them.
            var rules = (change.Before?.Rule, change.After?.Rule);
            if (rules != shown) WriteClauses(output, change);
            shown = rules;
        }
    }

    private static void WriteValues(TextWriter output, CellChange change, int pathWidth)
    {
        var mark = change switch { { Before: null } => '+', { After: null } => '-', _ => '~' };
        var (before, after) = (Lines(change.Before), Lines(change.After));
        for (var i = 0; i < Math.Max(before.Count, after.Count); i++)
        {
            var begin = i == 0 ? $"  {mark} {TextWidth.Pad(change.Path, pathWidth)}" : new string(' ', 4 + pathWidth);
            output.WriteLine($"{begin}  {TextWidth.Pad(At(before, i), ValueWidth)}  {(i == 0 ? "→" : " ")} {At(after, i)}".TrimEnd());
        }

        static string At(IReadOnlyList<string> lines, int line) => line < lines.Count ? lines[line] : "";
    }

    private static IReadOnlyList<string> Lines(PolicyCell? cell) => TextWidth.Wrap(cell?.Value ?? Nothing, ValueWidth);

    private static void WriteClauses(TextWriter output, CellChange change)
    {
        var (before, after) = (Clauses(change.Before), Clauses(change.After));
        foreach (var clause in before) output.WriteLine($"      {(after.Contains(clause) ? "前后" : "前")} {clause}");
        foreach (var clause in after.Except(before)) output.WriteLine($"      后 {clause}");
    }

    private static string[] Clauses(PolicyCell? cell) => cell?.Rule switch
    {
        null => [],
        { Silent: { } silent } => [$"（{silent}）"],
        var rule => [.. rule.Clauses.Select(clause => $"{clause.Section}：「{clause.Quotation}」")],
    };
}
