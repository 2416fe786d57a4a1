using Canbao.Documents;

namespace Canbao.Tests.Policies.Revisions;

/// <summary>The digest names what a document says, not how it is written.</summary>
public class DigestTests
{
    public static TheoryData<string> Policies => [.. TestPolicies.Book.Policies.Select(p => p.ToString())];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Layout_CommentsAndOrderOfKeysDoNotMatter(string name)
    {
        var root = Parsed(TestPolicies.Named(name).Document);
        var reversed = (MapNode)Reversed(root);
        Assert.NotEqual(root.Entries[0].Key.Text, reversed.Entries[0].Key.Text);
        var digest = CanonicalForm.Digest(root);
        Assert.Equal(digest, CanonicalForm.Digest(reversed));
        var text = TestPolicies.Named(name).Document;
        Assert.Equal(digest, CanonicalForm.Digest(Parsed("# 说明\n\n" + text.Replace("\n", "   # 注\n", StringComparison.Ordinal))));
        Assert.Equal(digest, CanonicalForm.Digest(Parsed(string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith('#'))))));
        Assert.Equal(digest, CanonicalForm.Digest(Parsed(Flow(root))));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void EveryValue_EveryKeyAndTheOrderOfListsMatter(string name)
    {
        var root = Parsed(TestPolicies.Named(name).Document);
        var digest = CanonicalForm.Digest(root);
        var count = 0;
        foreach (var changed in Changed(root))
        {
            count++;
            if (CanonicalForm.Digest(changed) == digest) Assert.Fail($"change {count} of {name} does not change the digest");
        }
        Assert.InRange(count, 200, 10_000);
    }

    private static MapNode Parsed(string text)
    {
        var problems = new List<Diagnostic>();
        var root = DocumentReader.Read("test.yaml", text, problems);
        Assert.Empty(problems);
        return root!;
    }

    private static DocumentNode Reversed(DocumentNode node) => node switch
    {
        MapNode map => map with { Entries = [.. map.Entries.Reverse().Select(e => e with { Value = Reversed(e.Value) })] },
        ListNode list => list with { Items = [.. list.Items.Select(Reversed)] },
        _ => node,
    };

    /// <summary>The same document in one line, every value quoted.</summary>
    private static string Flow(DocumentNode node) => node switch
    {
        MapNode map => "{" + string.Join(", ", map.Entries.Select(e => $"{Quoted(e.Key.Text)}: {Flow(e.Value)}")) + "}",
        ListNode list => "[" + string.Join(", ", list.Items.Select(Flow)) + "]",
        _ => Quoted(((ScalarNode)node).Text),
    };

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>The document with one value another one, one key renamed, one entry left out, or two neighbours of a list exchanged.</summary>
    private static IEnumerable<DocumentNode> Changed(DocumentNode node)
    {
        switch (node)
        {
            case ScalarNode scalar:
                yield return scalar with { Text = scalar.Text + "0" };
                break;
            case MapNode map:
                for (var i = 0; i < map.Entries.Count; i++)
                {
                    var entry = map.Entries[i];
                    yield return map with { Entries = [.. map.Entries.Where((_, j) => j != i)] };
                    yield return With(map, i, entry with { Key = entry.Key with { Text = entry.Key.Text + "_" } });
                    foreach (var changed in Changed(entry.Value)) yield return With(map, i, entry with { Value = changed });
                }
                break;
            case ListNode list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    foreach (var changed in Changed(list.Items[i])) yield return With(list, i, changed);
                    if (i > 0 && !Equal(list.Items[i], list.Items[i - 1]))
                        yield return With((ListNode)With(list, i, list.Items[i - 1]), i - 1, list.Items[i]);
                }
                break;
        }
    }

    private static bool Equal(DocumentNode one, DocumentNode other) => Flow(one) == Flow(other);

    private static MapNode With(MapNode map, int index, MapEntry entry) => map with { Entries = [.. map.Entries.Select((e, i) => i == index ? entry : e)] };

    private static DocumentNode With(ListNode list, int index, DocumentNode item) =>
        list with { Items = [.. list.Items.Select((e, i) => i == index ? item : e)] };
}
