using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;
using Canbao.Documents.Residents;
using Canbao.Policies;

namespace Canbao.Recalculation.Inputs;

/// <summary>Reads a mapping file and tells every mistake in it.</summary>
internal sealed class MappingReader(string path)
{
    public const int MaxBytes = 1 << 20;

    private const string All = "all", HeaderExpected = "the header of a column in the file";

    private readonly List<string> _problems = [];

    public ColumnMapping Read()
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length > MaxBytes) throw new InvalidDataException($"{path}: the file has {bytes.Length} bytes; a mapping has at most {MaxBytes}");
        try
        {
            if (!Utf8.IsValid(bytes)) throw new InvalidDataException($"{path}: the file is not UTF-8");
            var start = bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
            using var document = JsonDocument.Parse(bytes.AsMemory(start), new JsonDocumentOptions { MaxDepth = 8 });
            var mapping = Mapping(document.RootElement, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            return _problems.Count == 0 ? mapping : throw new InvalidDataException($"{path}: {string.Join($"\n{path}: ", _problems)}");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: not JSON: line {e.LineNumber + 1}: {Shown.Text(e.Message)}", e);
        }
        catch (InvalidOperationException e)
        {
            // What the library says of an escape such as \ud800 that stands alone.
            throw new InvalidDataException($"{path}: a text holds one half of a surrogate pair", e);
        }
    }

    private ColumnMapping Mapping(JsonElement root, string digest)
    {
        var members = Members(root, "", "columns, values, defaults, separator, pass_through").ToDictionary(m => m.Name, m => m.Value);
        foreach (var name in members.Keys.Except(["columns", "values", "defaults", "separator", "pass_through"]))
            _problems.Add($"{Shown.Text(name)}: not a member of a mapping; expected columns, values, defaults, separator or pass_through");
        JsonElement? Member(string name) => members.TryGetValue(name, out var value) ? value : null;
        return new ColumnMapping
        {
            Columns = Columns(Member("columns")),
            Values = Values(Member("values")),
            Defaults = Defaults(Member("defaults")),
            Separator = Member("separator") is { } separator ? Separator(separator) : ColumnMapping.None.Separator,
            PassThrough = PassThrough(Member("pass_through")),
            PassesAll = Member("pass_through") is { ValueKind: JsonValueKind.String } text && text.GetString() == All,
            Digest = digest,
        };
    }

    private Dictionary<string, string> Columns(JsonElement? element)
    {
        var columns = new Dictionary<string, string>();
        var users = new Dictionary<string, string>();
        foreach (var (column, value) in OfColumns(element, "columns"))
        {
            if (Text(value, $"columns.{column}", HeaderExpected) is not { } header) continue;
            var key = ColumnNames.Key(header);
            if (key.Length == 0) _problems.Add($"columns.{column}: empty; expected {HeaderExpected}");
            else if (!users.TryAdd(key, column))
                _problems.Add($"columns.{column}: '{Shown.Text(header)}' is the header of columns.{users[key]} too; one column has one meaning");
            columns.Add(column, header);
        }
        return columns;
    }

    private Dictionary<string, IReadOnlyDictionary<string, string>> Values(JsonElement? element)
    {
        var values = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        foreach (var (column, texts) in OfColumns(element, "values"))
        {
            if (column == ResidentFields.Id) _problems.Add("values.id: an id is kept as it is");
            else values.Add(column, Texts(column, texts));
        }
        return values;
    }

    private Dictionary<string, string> Texts(string column, JsonElement element)
    {
        var texts = new Dictionary<string, string>();
        foreach (var (name, value) in Members(element, $"values.{column}", "texts of the file with what they mean"))
        {
            var place = $"values.{column}[\"{Shown.Text(name)}\"]";
            var (text, meaning) = (FieldText.Plain(name), Meaning(value, column, place));
            if (text.Length == 0) _problems.Add($"{place}: empty; what stands for an empty field is said in defaults.{column}");
            else if (meaning is not null && !texts.TryAdd(text, meaning))
                _problems.Add($"{place}: given twice; full-width letters and spaces around do not count");
        }
        return texts;
    }

    private Dictionary<string, string> Defaults(JsonElement? element)
    {
        var defaults = new Dictionary<string, string>();
        foreach (var (column, value) in OfColumns(element, "defaults"))
        {
            if (column == ResidentFields.Id) _problems.Add("defaults.id: each resident has an own id; leave it out");
            else if (Meaning(value, column, $"defaults.{column}") is not { } text) continue;
            else if (text.Length == 0) _problems.Add($"defaults.{column}: empty; leave it out");
            else defaults.Add(column, text);
        }
        return defaults;
    }

    private string? Meaning(JsonElement value, string column, string place)
    {
        if (Text(value, place, "a text in quotes") is not { } text) return null;
        var plain = FieldText.Plain(text);
        if (ColumnValues.CanRead(column, plain)) return plain;
        _problems.Add($"{place}: '{Shown.Text(text)}' is not allowed; expected {ColumnValues.Allowed(column)}");
        return null;
    }

    private string Separator(JsonElement value)
    {
        const string expected = "1 to 3 characters that are no letters, digits or spaces, such as ; or 、";
        if (Text(value, "separator", expected) is not { } text) return ColumnMapping.None.Separator;
        var plain = FieldText.Plain(text);
        if (plain.Length is < 1 or > 3 || plain.Any(c => char.IsLetterOrDigit(c) || char.IsWhiteSpace(c) || char.IsControl(c) || c == '_'))
            _problems.Add($"separator: '{Shown.Text(text)}' is not allowed; expected {expected}");
        return plain;
    }

    private ValueList<string> PassThrough(JsonElement? element)
    {
        const string expected = "a list of headers, or \"all\"";
        if (element is not { } value || (value.ValueKind == JsonValueKind.String && value.GetString() == All)) return [];
        if (value.ValueKind != JsonValueKind.Array)
        {
            _problems.Add($"pass_through: {Shown.Text(value.GetRawText())} is not allowed; expected {expected}");
            return [];
        }
        var headers = new List<string>();
        var seen = new HashSet<string>();
        foreach (var item in value.EnumerateArray())
        {
            var place = $"pass_through[{headers.Count}]";
            var header = Text(item, place, HeaderExpected) ?? "";
            if (header.Length > 0 && !seen.Add(ColumnNames.Key(header))) _problems.Add($"{place}: '{Shown.Text(header)}' is given twice");
            headers.Add(header);
        }
        return [.. headers];
    }

    /// <summary>The members of an object whose names are our columns.</summary>
    private IEnumerable<(string Column, JsonElement Value)> OfColumns(JsonElement? element, string place)
    {
        if (element is not { } given) yield break;
        foreach (var (name, value) in Members(given, place, "columns of ours"))
        {
            if (ResidentFields.Names.Contains(name)) yield return (name, value);
            else _problems.Add($"{place}.{Shown.Text(name)}: not a column; the columns are {ResidentFields.Names}");
        }
    }

    /// <summary>The members of an object, each name once.</summary>
    private List<(string Name, JsonElement Value)> Members(JsonElement element, string place, string expected)
    {
        var members = new List<(string, JsonElement)>();
        if (element.ValueKind != JsonValueKind.Object)
        {
            var what = place.Length > 0 ? $"{place}: {Shown.Text(element.GetRawText())} is not allowed" : "the mapping is not an object";
            _problems.Add($"{what}; expected an object of {expected}");
            return members;
        }
        var seen = new HashSet<string>();
        foreach (var property in element.EnumerateObject())
        {
            if (seen.Add(property.Name)) members.Add((property.Name, property.Value));
            else _problems.Add($"{(place.Length > 0 ? place + "." : "")}{Shown.Text(property.Name)}: given twice");
        }
        return members;
    }

    private string? Text(JsonElement value, string place, string expected)
    {
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        _problems.Add($"{place}: {Shown.Text(value.GetRawText())} is not allowed; expected {expected}");
        return null;
    }
}
