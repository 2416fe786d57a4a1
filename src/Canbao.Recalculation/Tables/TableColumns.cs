using Canbao.Documents.Residents;
using Canbao.Recalculation.Inputs;

namespace Canbao.Recalculation.Tables;

/// <summary>Puts the columns of a table in the order in which they are best read: the id, the dates, the profile, what is passed through.</summary>
internal static class TableColumns
{
    public static (IReadOnlyList<TableColumn> Columns, ColumnLayout Layout) LayoutOf(
        IReadOnlyList<(string Name, string Type)> described, ColumnMapping mapping, CodeNames names)
    {
        var asTheyStand = mapping.LayoutOf([.. described.Select(column => column.Name)], names);
        var ours = new List<int>();
        string[] wanted = [ResidentFields.Id, .. ResidentFields.Dates, .. ResidentFields.OfQuestion];
        ours.AddRange(wanted.Where(asTheyStand.Places.ContainsKey).Select(column => asTheyStand.Places[column]));
        var passed = asTheyStand.PassThrough.Select(column => column.Place).ToList();
        int[] order = [.. ours, .. passed];
        var layout = mapping.LayoutOf([.. order.Select(place => described[place].Name)], names);
        return ([.. order.Select((place, i) => TableColumn.Of(described[place].Name, described[place].Type, KindOf(layout, i), mapping.Separator))], layout);
    }

    /// <summary>Days where they are read as days; text where it is written as it came or has a meaning of its own; null for whatever it is.</summary>
    private static TupleKind? KindOf(ColumnLayout layout, int place)
    {
        if (place == layout.IdPlace || layout.PassThrough.Any(column => column.Place == place)) return TupleKind.Text;
        if (layout.Dates.FirstOrDefault(date => date.Place == place) is { } date) return date.HasValues ? TupleKind.Text : TupleKind.Day;
        return null;
    }
}
