using Canbao.Documents.Cells;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Cli.Rendering;

/// <summary>A policy for a terminal: every value with its clause, then every reading with its alternatives.</summary>
internal static class PolicyText
{
    private const int PathWidth = 58;

    /// <summary>One line of a list.</summary>
    public static void WriteLine(TextWriter output, Policy policy)
    {
        var tiers = string.Join("、", policy.Standards.Select(s => $"{s.Tier} {Yuan.Format(s.AmountFen)}元"));
        var days = $"{policy.CollectionFrom:yyyy-MM-dd} – {policy.CollectionTo:yyyy-MM-dd}";
        output.WriteLine($"{policy}  {policy.Name.Zh} {policy.Name.En}  {days}  {tiers}{Force(policy)}");
    }

    /// <summary>From when a revision is in force and which one it replaces; nothing for the first.</summary>
    private static string Force(Policy policy) => policy.EffectiveFrom is not { } from ? ""
        : $"  自缴费日 {from:yyyy-MM-dd} 起适用，代替第{policy.Supersedes}版 effective from {from:yyyy-MM-dd}, supersedes @{policy.Supersedes}";

    public static void Write(TextWriter output, Policy policy)
    {
        var notice = policy.Notice;
        output.WriteLine($"{policy}  {policy.Name.Zh} {policy.Name.En}{Force(policy)}");
        string?[] source = [notice.Issuer, notice.Number, $"《{notice.Title}》", notice.Issued is { } day ? $"{day:yyyy-MM-dd}" : null];
        output.WriteLine(string.Join("  ", source.OfType<string>()));
        if (policy.Sources.Count > 1) output.WriteLine($"承接 extends {string.Join(" → ", policy.Sources.Skip(1))}");
        output.WriteLine();
        Rule? shown = null;
        foreach (var cell in PolicyCells.Of(policy))
        {
            output.WriteLine($"{TextWidth.Pad(cell.Path, PathWidth)}  {cell.Value}");
            // One rule states several values: its clauses stand under the first of them.
            if (!ReferenceEquals(cell.Rule, shown)) Write(output, policy, cell.Rule);
            shown = cell.Rule;
        }
        if (policy.Readings.Count > 0) output.WriteLine();
        foreach (var reading in policy.Readings) Write(output, reading);
    }

    private static void Write(TextWriter output, Policy policy, Rule? rule)
    {
        if (rule is null) return;
        if (policy.SourceOf(rule) is var source && source != policy.Sources[0]) output.WriteLine($"    来自 from {source}");
        foreach (var clause in rule.Clauses) output.WriteLine($"    {clause.Section}：「{clause.Quotation}」");
        if (rule.Silent is { } silent) output.WriteLine($"    {silent}");
    }

    private static void Write(TextWriter output, Reading reading)
    {
        output.WriteLine($"{reading.Id}: {reading.Section}{(reading.InWords ? "  按规则所写 as written" : "")}");
        ReadingText.Write(output, reading, "    ");
    }
}
