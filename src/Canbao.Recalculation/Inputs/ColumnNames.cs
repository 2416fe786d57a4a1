using Canbao.Documents.Residents;
using Canbao.Policies;

namespace Canbao.Recalculation.Inputs;

/// <summary>Which column a header means without a mapping.</summary>
public static class ColumnNames
{
    private static readonly Dictionary<string, string> ByHeader = ResidentFields.All
        .SelectMany(field => field.Headers.Prepend(field.Name).Select(header => (Header: Key(header), field.Name)))
        .ToDictionary(pair => pair.Header, pair => pair.Name);

    /// <summary>The Chinese headers of a column, the usual one first.</summary>
    public static ValueList<string> Of(string column) => ResidentFields.Find(column)!.Headers;

    /// <summary>The column that a header means; null if it is none of ours.</summary>
    public static string? ColumnOf(string header) => ByHeader.GetValueOrDefault(Key(header));

    /// <summary>What two headers share that are the same: full-width letters, capitals and spaces around do not count.</summary>
    public static string Key(string header) => FieldText.Plain(header).ToLowerInvariant();
}
