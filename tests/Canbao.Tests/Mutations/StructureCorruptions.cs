using System.Globalization;
using Canbao.Documents;
using Canbao.Policies;

namespace Canbao.Tests.Mutations;

/// <summary>Something is left out, exchanged with its neighbour or moved to where it does not belong.</summary>
internal static class StructureCorruptions
{
    private const int AddedToEachList = 5;

    public static IEnumerable<Corruption> Of(Place root, KnownCodes codes)
    {
        foreach (var place in root.All().Where(p => p.Parent is not null && !Vocabulary.IsForPeople(p)))
        {
            var kind = place.Parent!.Node is MapNode ? "key dropped" : $"item dropped from {place.Parent.Key}";
            yield return new(kind, Named(place), place, place.With((DocumentNode?)null));
            if (place.Node is ListNode list)
                for (var i = 1; i < list.Items.Count; i++) yield return Exchanged(place, list, i);
        }
        foreach (var corruption in Moved(root).Concat(Added(root, codes)).Concat(Windows(root))) yield return corruption;
    }

    private static Corruption Exchanged(Place place, ListNode list, int i)
    {
        var items = list.Items.ToArray();
        (items[i - 1], items[i]) = (items[i], items[i - 1]);
        var second = place.Children().ElementAt(i);
        return new($"neighbours exchanged in {place.Key}", Named(second), second, place.With(list with { Items = items }));
    }

    /// <summary>An identity stands in another list than it should: another grant, another case.</summary>
    private static IEnumerable<Corruption> Moved(Place root)
    {
        var lists = root.All().Where(p => p.Key is "identities" or "holds_any_of").ToArray();
        foreach (var from in lists)
            foreach (var to in lists.Where(l => l != from && l.Pattern == from.Pattern))
                foreach (var item in from.Children())
                {
                    var added = to.With(Appended((ListNode)to.Node, item.Node));
                    yield return new($"moved to another {from.Key}", $"{item.Scalar!.Text} -> {to.Path}", item,
                        At(new Place(added, "", 0, null), item.Path).With((DocumentNode?)null));
                }
    }

    /// <summary>An identity that the notice does not name stands in a list.</summary>
    private static IEnumerable<Corruption> Added(Place root, KnownCodes codes)
    {
        foreach (var list in root.All().Where(p => p.Key is "identities" or "holds_any_of" or "except_holders_of"))
            foreach (var code in Picked(codes.Identities.Where(id => root.Child("assistance")!.All().All(p => p.Scalar?.Text != id)), list))
                yield return new($"added to {list.Key}", code, list, list.With(Appended((ListNode)list.Node, new ScalarNode(code, list.Node.Position))));
    }

    /// <summary>A few of many, always the same: seeded by where they would stand.</summary>
    private static IEnumerable<string> Picked(IEnumerable<string> codes, Place list)
    {
        var all = codes.ToArray();
        var seed = new Random(list.Node.Position.Line);
        return Enumerable.Range(0, Math.Min(AddedToEachList, all.Length)).Select(_ => all[seed.Next(all.Length)]).Distinct();
    }

    /// <summary>Corruptions of the calendar that leave no gap: a boundary moves, a window takes in its neighbour.</summary>
    private static IEnumerable<Corruption> Windows(Place root)
    {
        var windows = root.Child("windows")!;
        var items = ((ListNode)windows.Node).Items;
        for (var i = 1; i < items.Count; i++)
        {
            var (before, after) = (windows.Children().ElementAt(i - 1), windows.Children().ElementAt(i));
            var boundary = DateOnly.ParseExact(after.Child("from")!.Scalar!.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            foreach (var moved in (DateOnly[])[boundary.AddDays(1), boundary.AddDays(-1), boundary.AddMonths(1), boundary.AddMonths(-1)])
                yield return new("boundary between windows", $"{boundary:yyyy-MM-dd} -> {moved:yyyy-MM-dd}", after, windows.With(new ListNode(
                    [.. items.Take(i - 1), Set(before, "to", moved.AddDays(-1)), Set(after, "from", moved), .. items.Skip(i + 1)], windows.Node.Position)));
            yield return new("window removed, the one before extended", Named(after), after, windows.With(new ListNode(
                [.. items.Take(i - 1), Set(before, "to", after.Child("to")!.Scalar!.Text), .. items.Skip(i + 1)], windows.Node.Position)));
            yield return new("window removed, the one after extended", Named(before), before, windows.With(new ListNode(
                [.. items.Take(i - 1), Set(after, "from", before.Child("from")!.Scalar!.Text), .. items.Skip(i + 1)], windows.Node.Position)));
        }
    }

    private static MapNode Set(Place map, string key, DateOnly day) => Set(map, key, $"{day:yyyy-MM-dd}");

    private static MapNode Set(Place map, string key, string text) => (MapNode)map.Node with
    {
        Entries = [.. ((MapNode)map.Node).Entries.Select(e => e.Key.Text == key ? e with { Value = new ScalarNode(text, e.Value.Position) } : e)],
    };

    private static ListNode Appended(ListNode list, DocumentNode item) => list with { Items = [.. list.Items, item] };

    /// <summary>The place of the same path in another document.</summary>
    private static Place At(Place root, string path) => path.Split('/').Aggregate(root, (place, name) =>
        place.Node is MapNode ? place.Child(name)! : place.Children().ElementAt(int.Parse(name, CultureInfo.InvariantCulture)));

    private static string Named(Place place) => place.Scalar?.Text ?? place.Child("id")?.Scalar?.Text ?? place.Key;
}
