using Canbao.Documents;
using Canbao.Policies;

namespace Canbao.Tests.Mutations;

/// <summary>A node of a document with the nodes above it. The path names keys; an item of a list is a number.</summary>
internal sealed record Place(DocumentNode Node, string Key, int Index, Place? Parent)
{
    public string Path => Parent is null ? "" : Parent.Path.Length == 0 ? Name : $"{Parent.Path}/{Name}";

    /// <summary>The path with every number as #.</summary>
    public string Pattern => Parent is null ? "" : Parent.Pattern.Length == 0 ? PatternName : $"{Parent.Pattern}/{PatternName}";

    public ScalarNode? Scalar => Node as ScalarNode;

    private string Name => Key.Length > 0 ? Key : Index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private string PatternName => Key.Length > 0 ? Key : "#";

    /// <summary>This place and all below it, in the order of the text.</summary>
    public IEnumerable<Place> All()
    {
        yield return this;
        foreach (var below in Children().SelectMany(child => child.All())) yield return below;
    }

    public IEnumerable<Place> Children() => Node switch
    {
        MapNode map => map.Entries.Select((entry, i) => new Place(entry.Value, entry.Key.Text, i, this)),
        ListNode list => list.Items.Select((item, i) => new Place(item, "", i, this)),
        _ => [],
    };

    public Place? Child(string key) => Children().FirstOrDefault(c => c.Key == key);

    /// <summary>The places above this one, the nearest first.</summary>
    public IEnumerable<Place> Above()
    {
        for (var place = Parent; place is not null; place = place.Parent) yield return place;
    }

    /// <summary>The document with another node here; null drops the entry or the item.</summary>
    public DocumentNode With(DocumentNode? node)
    {
        if (Parent is null) return node!;
        DocumentNode parent = Parent.Node switch
        {
            MapNode map => map with { Entries = Replaced(map.Entries, node is null ? null : map.Entries[Index] with { Value = node }) },
            ListNode list => list with { Items = Replaced(list.Items, node) },
            _ => throw new InvalidOperationException("a scalar has nothing below it"),
        };
        return Parent.With(parent);
    }

    /// <summary>The document with another text here.</summary>
    public DocumentNode With(string text) => With(new ScalarNode(text, Node.Position));

    private T[] Replaced<T>(IReadOnlyList<T> items, T? item) where T : class =>
        [.. items.Take(Index), .. item is null ? [] : new[] { item }, .. items.Skip(Index + 1)];
}
