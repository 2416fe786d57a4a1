using Canbao.Documents.Residents;
using Canbao.Policies;
using Canbao.Recalculation.Csv;

namespace Canbao.Recalculation.Inputs;

/// <summary>How the rows of one file are read: where each of our columns stands, what its texts mean, and what is carried along.</summary>
internal sealed class ColumnLayout
{
    /// <summary>More columns than that are refused.</summary>
    public const int MaxColumns = 1024;

    public ColumnLayout(Dictionary<string, int> places, int columns, ColumnMapping mapping, ValueList<PassThroughColumn> passThrough, CodeNames? names)
    {
        (Places, Columns, Mapping, PassThrough, Names) = (places, columns, mapping, passThrough, names);
        Dates = [.. ResidentFields.Dates.Select(column => new DateColumn(PlaceOf(column), mapping.DefaultOf(column), mapping.ValuesOf(column)))];
        ProfilePlaces = [.. ResidentFields.OfQuestion.Where(places.ContainsKey).Select(column => places[column])];
    }

    /// <summary>By our name; a column that the file does not have is not there.</summary>
    public Dictionary<string, int> Places { get; }

    /// <summary>How many fields each row must have.</summary>
    public int Columns { get; }

    public ColumnMapping Mapping { get; }

    /// <summary>In the order of the file.</summary>
    public ValueList<PassThroughColumn> PassThrough { get; }

    /// <summary>The Chinese names of codes; null if they are not understood.</summary>
    public CodeNames? Names { get; }

    /// <summary>Payment, birth, event, recognition.</summary>
    public ValueList<DateColumn> Dates { get; }

    /// <summary>The fields that decide which profile a resident has: two rows equal in all of them have the same one.</summary>
    public ValueList<int> ProfilePlaces { get; }

    /// <summary>A last column without a name, in which nothing may stand; negative if there is none.</summary>
    public int UnnamedPlace { get; init; } = -1;

    /// <summary>Negative if the file has no ids.</summary>
    public int IdPlace => PlaceOf(ResidentFields.Id);

    /// <summary>For rows with nothing but our columns, at these places.</summary>
    public static ColumnLayout At(Dictionary<string, int> places) => new(places, places.Count, ColumnMapping.None, [], names: null);

    /// <summary>Negative if the file has no such column.</summary>
    public int PlaceOf(string column) => Places.GetValueOrDefault(column, -1);

    /// <summary>The bytes of a field; none where the file has no such column.</summary>
    public ReadOnlySpan<byte> FieldOf(CsvRow row, string column) => Places.TryGetValue(column, out var place) ? row[place] : default;

    /// <summary>
    /// The headers of the columns carried along, in an output that has columns of its own: one that would stand there twice gets
    /// "input_" before it.
    /// </summary>
    public ValueList<string> PassThroughHeaders(IEnumerable<string> others)
    {
        var taken = others.ToHashSet();
        var headers = new List<string>();
        foreach (var column in PassThrough)
        {
            var header = column.Header;
            while (taken.Contains(header) || (header != column.Header && PassThrough.Any(other => other.Header == header))) header = "input_" + header;
            taken.Add(header);
            headers.Add(header);
        }
        return [.. headers];
    }
}
