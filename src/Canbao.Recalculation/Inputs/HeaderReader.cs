using Canbao.Documents.Residents;
using Canbao.Policies;

namespace Canbao.Recalculation.Inputs;

/// <summary>Decides about every column of a header, once: what it means, or that it is carried along, or that it is refused.</summary>
internal sealed class HeaderReader(ColumnMapping mapping, ValueList<string> headers)
{
    private const int MostShown = 24;

    private static readonly ValueList<string> Required =
        [ResidentFields.Region, ResidentFields.BenefitYear, ResidentFields.PaymentDate, ResidentFields.Tier];

    private readonly List<string> _problems = [];
    private readonly Dictionary<string, int> _placeOfHeader = [], _places = [];
    private readonly SortedSet<int> _passed = [];

    public static void CheckCount(int columns)
    {
        if (columns > ColumnLayout.MaxColumns)
            throw new InvalidDataException($"the header has {columns} columns; at most {ColumnLayout.MaxColumns} are allowed");
    }

    public ColumnLayout Read(CodeNames? names)
    {
        CheckCount(headers.Count);
        for (var place = 0; place < headers.Count; place++) CheckHeader(place);
        PlaceMapped();
        for (var place = 0; place < headers.Count; place++) PlaceKnown(place);
        PassThrough();
        ReportUnknown();
        ReportMissing();
        if (_problems.Count > 0) throw new InvalidDataException($"{string.Join("; ", _problems)}. The columns are {Known()}");
        foreach (var column in mapping.Ignored) _places.Remove(column);
        return new ColumnLayout(_places, headers.Count, mapping, [.. _passed.Select(place => new PassThroughColumn(place, headers[place].Trim()))], names)
        {
            UnnamedPlace = IsUnnamedEnd(headers.Count - 1) ? headers.Count - 1 : -1,
        };
    }

    private static string Known() => string.Join(", ", ResidentFields.Names.Select(column => $"{column} {ColumnNames.Of(column)[0]}"));

    private void CheckHeader(int place)
    {
        var key = ColumnNames.Key(headers[place]);
        if (IsUnnamedEnd(place)) return;
        if (key.Length == 0) _problems.Add($"column {place + 1} has no name");
        else if (key.Contains('\uFFFD')) _problems.Add($"the name of column {place + 1}, '{Name(place)}', is not text; which encoding is it in?");
        else if (!_placeOfHeader.TryAdd(key, place))
            _problems.Add($"column '{Name(place)}' stands there twice: columns {_placeOfHeader[key] + 1} and {place + 1}");
    }

    /// <summary>What a comma at the end of the header makes.</summary>
    private bool IsUnnamedEnd(int place) => place > 0 && place == headers.Count - 1 && ColumnNames.Key(headers[place]).Length == 0;

    private void PlaceMapped()
    {
        foreach (var (column, header) in mapping.Columns)
        {
            if (_placeOfHeader.TryGetValue(ColumnNames.Key(header), out var place)) _places.Add(column, place);
            else _problems.Add($"mapping: columns.{column}: {HasNot(header)}");
        }
    }

    /// <summary>A column that the mapping gives another header keeps to that one; a header that the mapping uses has no other meaning.</summary>
    private void PlaceKnown(int place)
    {
        if (_places.ContainsValue(place) || ColumnNames.ColumnOf(headers[place]) is not { } column || mapping.Columns.ContainsKey(column)) return;
        if (_places.TryAdd(column, place) || ColumnNames.Key(headers[place]) == ColumnNames.Key(headers[_places[column]])) return;
        _problems.Add($"'{Name(_places[column])}' and '{Name(place)}' both mean {column}; say which one it is in the mapping: columns.{column}");
    }

    private void PassThrough()
    {
        for (var i = 0; i < mapping.PassThrough.Count; i++)
        {
            if (_placeOfHeader.TryGetValue(ColumnNames.Key(mapping.PassThrough[i]), out var place)) _passed.Add(place);
            else _problems.Add($"mapping: pass_through[{i}]: {HasNot(mapping.PassThrough[i])}");
        }
        if (mapping.PassesAll) _passed.UnionWith(Unplaced());
    }

    private void ReportUnknown()
    {
        var unknown = Unplaced().Where(place => !_passed.Contains(place)).ToArray();
        _problems.AddRange(unknown.Take(MostShown).Select(place => $"column '{Name(place)}' is not known"));
        if (unknown.Length > MostShown) _problems.Add($"and {unknown.Length - MostShown} more are not known");
        if (unknown.Length > 0) _problems.Add("what is not known can be carried along: pass_through in the mapping");
    }

    private void ReportMissing() =>
        _problems.AddRange(Required.Where(column => !_places.ContainsKey(column) && mapping.DefaultOf(column).Length == 0)
            .Select(column => $"column '{column}' is missing"));

    private IEnumerable<int> Unplaced() =>
        _placeOfHeader.Values.Where(place => !_places.ContainsValue(place) && !IsRival(place)).Order();

    /// <summary>Whether a header means a column that another one has been found for: told already.</summary>
    private bool IsRival(int place) => ColumnNames.ColumnOf(headers[place]) is { } column && !mapping.Columns.ContainsKey(column);

    private string HasNot(string header)
    {
        var more = headers.Count > MostShown ? $" and {headers.Count - MostShown} more" : "";
        return $"the file has no column '{Shown.Text(header)}'; it has {string.Join(", ", headers.Take(MostShown).Select(Shown.Text))}{more}";
    }

    private string Name(int place) => Shown.Text(headers[place].Trim());
}
