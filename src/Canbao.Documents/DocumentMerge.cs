using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents;

/// <summary>
/// Lays a document over the wider one that it extends. The unit is the rule, because a value and its citation belong together: a rule
/// is taken from the wider document as it is, replaced whole, added, or removed by a cited remark. Every node keeps the place where it
/// was written, so that each effective value can tell its document.
/// </summary>
internal sealed class DocumentMerge(List<Diagnostic> problems)
{
    private const string Removed = "removed", Before = "before";

    /// <summary>These say which document it is, and are never inherited.</summary>
    private static readonly string[] Own = ["extends", "only_extended", "region", "name", "revision", "effective_from", "supersedes"];

    /// <summary>What was said of the rules that were taken away.</summary>
    public List<Clause> Removals { get; } = [];

    /// <summary>The effective document: still to be read and validated like any other.</summary>
    public MapNode Merge(MapNode wider, MapNode own)
    {
        var inherited = wider with { Entries = [.. wider.Entries.Where(e => !Own.Contains(e.Key.Text))] };
        var header = own.Entries.Where(e => Own.Contains(e.Key.Text) && e.Key.Text is not ("extends" or "only_extended"));
        var rules = own with { Entries = [.. own.Entries.Where(e => !Own.Contains(e.Key.Text))] };
        return own with { Entries = [.. header, .. MergeMaps(inherited, rules, Block).Entries] };
    }

    private DocumentNode Block(string key, DocumentNode wider, DocumentNode own) => (key, wider, own) switch
    {
        ("eligibility" or "bars", ListNode a, ListNode b) => Keyed(a, b, "id"),
        ("windows", ListNode a, ListNode b) => ByFirstDay(Keyed(a, b, "id")),
        ("standards", ListNode a, ListNode b) => Keyed(a, b, "tier"),
        ("addons", ListNode a, ListNode b) => Keyed(a, b, "code"),
        ("readings", ListNode a, ListNode b) => Keyed(a, b, "id", MergeReading),
        ("grants" or "tilts", ListNode a, ListNode b) => ByIdentities(a, b),
        ("circumstances", MapNode a, MapNode b) => MergeMaps(a, b, (_, c, d) => c is ListNode x && d is ListNode y ? Keyed(x, y, "id") : d),
        ("assistance" or "catastrophic", MapNode a, MapNode b) => MergeMaps(a, b, Block),
        _ => own,
    };

    /// <summary>A reading is changed by what is written of it; the question and its choices stay those of the wider document.</summary>
    private MapNode MergeReading(MapNode wider, MapNode own) => MergeMaps(wider, own, (_, _, value) => value) with { Position = own.Position };

    private MapNode MergeMaps(MapNode wider, MapNode own, Func<string, DocumentNode, DocumentNode, DocumentNode> merge)
    {
        var entries = wider.Entries.ToList();
        foreach (var entry in own.Entries)
        {
            var at = entries.FindIndex(e => e.Key.Text == entry.Key.Text);
            if (IsRemoval(entry.Value))
            {
                CheckRemoval((MapNode)entry.Value, [], exists: at >= 0, entry.Key.Text);
                if (at >= 0) entries.RemoveAt(at);
            }
            else if (at < 0) entries.Add(entry);
            else entries[at] = new(entry.Key, merge(entry.Key.Text, entries[at].Value, entry.Value));
        }
        return own with { Entries = entries };
    }

    /// <summary>Items are the same if they have the same key. A new one comes last, or before the one that it names.</summary>
    private ListNode Keyed(ListNode wider, ListNode own, string key, Func<MapNode, MapNode, MapNode>? merge = null)
    {
        var items = wider.Items.ToList();
        foreach (var item in own.Items)
        {
            var id = Text(item, key);
            var at = id is null ? -1 : items.FindIndex(other => Text(other, key) == id);
            if (IsRemoval(item))
            {
                CheckRemoval((MapNode)item, [key], exists: at >= 0, id ?? key);
                if (at >= 0) items.RemoveAt(at);
            }
            else if (at >= 0) items[at] = merge is not null && items[at] is MapNode a && item is MapNode b ? merge(a, b) : item;
            else items.Insert(PlaceOf(item, items, key), Without(item, Before));
        }
        return own with { Items = items };
    }

    private int PlaceOf(DocumentNode item, List<DocumentNode> items, string key)
    {
        if (Node(item, Before) is not ScalarNode before) return items.Count;
        var at = items.FindIndex(other => Text(other, key) == before.Text);
        if (at >= 0) return at;
        problems.Add(new(DiagnosticCodes.Extends, before.Position, $"before: there is no '{Shown.Text(before.Text)}' to stand before"));
        return items.Count;
    }

    /// <summary>Windows are written in the order of days; days as 2025-03-01 sort as text.</summary>
    private static ListNode ByFirstDay(ListNode windows) =>
        windows with { Items = [.. windows.Items.OrderBy(w => Text(w, "from") ?? "", StringComparer.Ordinal)] };

    /// <summary>A rule about identities takes them out of the wider document's rules, and stands where the first of these stood.</summary>
    private ListNode ByIdentities(ListNode wider, ListNode own)
    {
        var items = wider.Items.ToList();
        foreach (var item in own.Items)
        {
            var identities = Identities(item).Select(i => i.Text).ToHashSet();
            if (IsRemoval(item)) CheckRemovalOf(identities, (MapNode)item, [.. items.Where(Inherited)]);
            var first = items.FindIndex(other => Inherited(other) && Names(other, identities));
            var place = first < 0 ? items.Count : first;
            for (var i = items.Count - 1; i >= 0; i--)
            {
                if (!Inherited(items[i]) || !Names(items[i], identities)) continue;
                items[i] = WithoutIdentities(items[i], identities);
                if (Identities(items[i]).Length == 0) items.RemoveAt(i);
            }
            if (!IsRemoval(item)) items.Insert(Math.Min(place, items.Count), item);
        }
        return own with { Items = items };

        // What the document itself says twice, or of nobody, is its mistake, and is left for the reader to report.
        bool Inherited(DocumentNode item) => !own.Items.Any(o => ReferenceEquals(o, item));
    }

    private static bool Names(DocumentNode rule, HashSet<string> identities) => Identities(rule).Any(i => identities.Contains(i.Text));

    /// <summary>Each identity by itself: a misspelt one would go on being assisted.</summary>
    private void CheckRemovalOf(HashSet<string> identities, MapNode removal, List<DocumentNode> items)
    {
        string[] unknown = [.. identities.Where(i => !items.Exists(item => Names(item, [i])))];
        CheckRemoval(removal, ["identities"], exists: identities.Count > 0 && unknown.Length == 0, string.Join(", ", unknown));
    }

    private static DocumentNode WithoutIdentities(DocumentNode rule, HashSet<string> identities)
    {
        if (rule is not MapNode map || Node(map, "identities") is not ListNode list) return rule;
        var left = list with { Items = [.. list.Items.Where(i => i is not ScalarNode s || !identities.Contains(s.Text))] };
        return map with { Entries = [.. map.Entries.Select(e => e.Key.Text == "identities" ? new MapEntry(e.Key, left) : e)] };
    }

    private static ScalarNode[] Identities(DocumentNode rule) => [.. ((Node(rule, "identities") as ListNode)?.Items ?? []).OfType<ScalarNode>()];

    private static bool IsRemoval(DocumentNode node) => Text(node, Removed) is "yes" or "true";

    /// <summary>What is taken away is taken away by somebody: a removal is cited like a rule.</summary>
    private void CheckRemoval(MapNode removal, string[] keys, bool exists, string name)
    {
        if (Node(removal, "quote") is ScalarNode quote) Removals.Add(new Clause(Text(removal, "section") ?? "", quote.Text, quote.Position));
        string[] allowed = [.. keys, Removed, "section", "quote", "silent"];
        if (!exists)
            Report(DiagnosticCodes.Extends, removal, $"'{Shown.Text(name)}' is removed, and the wider document does not have it");
        if ((Text(removal, "section") is null || Text(removal, "quote") is null) == (Text(removal, "silent") is null))
            Report(DiagnosticCodes.Uncited, removal, $"the removal of '{Shown.Text(name)}' needs either section and quote, or silent");
        foreach (var entry in removal.Entries.Where(e => !allowed.Contains(e.Key.Text)))
            problems.Add(new(DiagnosticCodes.UnknownKey, entry.Key.Position,
                $"'{Shown.Text(entry.Key.Text)}' is not a key of a removal; the keys are {string.Join(", ", allowed)}"));
    }

    private void Report(string code, MapNode removal, string message) => problems.Add(new(code, removal.Position, message));

    private static DocumentNode Without(DocumentNode node, string key) =>
        node is MapNode map ? map with { Entries = [.. map.Entries.Where(e => e.Key.Text != key)] } : node;

    private static string? Text(DocumentNode node, string key) => (Node(node, key) as ScalarNode)?.Text;

    private static DocumentNode? Node(DocumentNode node, string key)
    {
        foreach (var entry in (node as MapNode)?.Entries ?? [])
            if (entry.Key.Text == key) return entry.Value;
        return null;
    }
}
