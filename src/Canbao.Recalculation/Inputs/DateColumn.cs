using System.Text;
using Canbao.Engine;
using Canbao.Recalculation.Csv;

namespace Canbao.Recalculation.Inputs;

/// <summary>One of a resident's dates: where it stands in a row and how it is read.</summary>
internal sealed class DateColumn
{
    private readonly Dictionary<byte[], uint>.AlternateLookup<ReadOnlySpan<byte>>? _values;

    /// <param name="place">Of the field; negative if the file has no such column.</param>
    /// <param name="otherwise">The date where the field is empty; 0 = none.</param>
    /// <param name="values">What texts of the file mean; null if they mean what they say.</param>
    public DateColumn(int place, string otherwise, IReadOnlyDictionary<string, string>? values)
    {
        Place = place;
        Otherwise = Date(otherwise);
        _values = values?.ToDictionary(pair => Encoding.UTF8.GetBytes(pair.Key), pair => Date(pair.Value), new ByteKeyComparer())
            .GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public int Place { get; }

    /// <summary>As yyyymmdd.</summary>
    public uint Otherwise { get; }

    /// <summary>Whether some texts mean another date than they say.</summary>
    public bool HasValues => _values is not null;

    /// <summary>As <see cref="Of(ReadOnlySpan{byte})"/>, for the field of a row.</summary>
    public uint Of(CsvRow row) => Place < 0 ? Otherwise : Of(row[Place]);

    /// <summary>The date as yyyymmdd; 0 if there is none, <see cref="DateField.NoDate"/> if the field holds something else.</summary>
    public uint Of(ReadOnlySpan<byte> field)
    {
        var date = _values is { } values && Meant(values, field) is { } meant ? meant : DateField.Parse(field);
        return date == 0 ? Otherwise : date;
    }

    private static uint? Meant(Dictionary<byte[], uint>.AlternateLookup<ReadOnlySpan<byte>> values, ReadOnlySpan<byte> field)
    {
        var text = Ascii.IsValid(field) ? field.Trim((byte)' ') : Encoding.UTF8.GetBytes(FieldText.Plain(Encoding.UTF8.GetString(field)));
        return values.TryGetValue(text, out var date) ? date : null;
    }

    private static uint Date(string text) => DateField.Parse(Encoding.UTF8.GetBytes(text));
}
