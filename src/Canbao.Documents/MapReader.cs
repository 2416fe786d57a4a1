using System.Globalization;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents;

/// <summary>
/// Reads the values of one map and reports everything that is wrong with them. After a problem a harmless value is returned, so
/// that reading goes on and the author sees all problems at once; a document with a problem never becomes a policy.
/// </summary>
internal sealed class MapReader(MapNode map, ReadContext context)
{
    private readonly HashSet<string> _read = [];

    public Position Position => map.Position;

    public ReadContext Context => context;

    public bool Has(string key) => map.Entries.Any(e => e.Key.Text == key);

    public IEnumerable<string> Keys => map.Entries.Select(e => e.Key.Text);

    public DocumentNode? Node(string key)
    {
        _read.Add(key);
        foreach (var entry in map.Entries)
            if (entry.Key.Text == key) return entry.Value;
        return null;
    }

    public DocumentNode? Required(string key)
    {
        var node = Node(key);
        if (node is null) context.Report(DiagnosticCodes.MissingKey, map.Position, $"'{key}' is missing");
        return node;
    }

    public ScalarNode? Scalar(string key) => AsScalar(Required(key), key);

    public ScalarNode? ScalarOrNull(string key) => AsScalar(Node(key), key);

    public string Text(string key) => Scalar(key)?.Text ?? "";

    public string? TextOrNull(string key) => ScalarOrNull(key)?.Text;

    public int Number(string key, int min, int max) => NumberOf(Scalar(key), key, min, max) ?? min;

    public int? NumberOrNull(string key, int min, int max) => NumberOf(ScalarOrNull(key), key, min, max);

    public long Amount(string key) => AmountOf(Scalar(key), key) ?? 0;

    public long? AmountOrNull(string key) => AmountOf(ScalarOrNull(key), key);

    /// <summary>An amount that was worked out, which may be 0. A document states none: what is not paid is no amount.</summary>
    public long? ResultOrNull(string key) => ScalarOrNull(key) is not { } scalar ? null
        : Yuan.TryParse(scalar.Text, out var fen) ? fen : Bad<long?>(scalar, key, "yuan with at most two decimals");

    public DateOnly Date(string key) => DateOf(Scalar(key), key) ?? default;

    public DateOnly? DateOrNull(string key) => DateOf(ScalarOrNull(key), key);

    public bool? FlagOrNull(string key) => ScalarOrNull(key) is { } scalar
        ? scalar.Text switch
        {
            "yes" or "true" => true,
            "no" or "false" => false,
            _ => Bad<bool?>(scalar, key, "yes or no"),
        }
        : null;

    /// <summary>A rate such as 70%.</summary>
    public int? PercentOrNull(string key)
    {
        if (ScalarOrNull(key) is not { } scalar) return null;
        var digits = scalar.Text.EndsWith('%') ? scalar.Text[..^1] : "";
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100
            ? percent
            : Bad<int?>(scalar, key, "a rate such as 70%");
    }

    public T Enumeration<T>(string key) where T : struct, Enum => EnumerationOf<T>(Scalar(key), key) ?? default;

    public T? EnumerationOrNull<T>(string key) where T : struct, Enum => EnumerationOf<T>(ScalarOrNull(key), key);

    /// <summary>A value of an enumeration, written as itself or as {reading: id}.</summary>
    public Choice<T>? ChoiceOrNull<T>(string key) where T : struct, Enum => Node(key) switch
    {
        null => null,
        MapNode reference => ChoiceBy<T>(reference),
        var node => EnumerationOf<T>(AsScalar(node, key), key) is { } value ? new Choice<T>(value) : null,
    };

    public Choice<T> Choice<T>(string key, T otherwise) where T : struct, Enum => ChoiceOrNull<T>(key) ?? new Choice<T>(otherwise);

    public Reading? ReadingOrNull(string key = "reading") => ScalarOrNull(key) is { } id ? context.Reading(id) : null;

    public MapReader? MapOrNull(string key) => AsMap(Node(key), key);

    public MapReader? Map(string key) => AsMap(Required(key), key);

    public IEnumerable<MapReader> Maps(string key) => Items(key).Select(item => AsMap(item, key)).OfType<MapReader>();

    public ValueList<ScalarNode> Scalars(string key) => [.. Items(key).Select(item => AsScalar(item, key)).OfType<ScalarNode>()];

    public ValueList<string> Texts(string key) => [.. Scalars(key).Select(s => s.Text)];

    public ValueList<string> Identities(string key)
    {
        var seen = new HashSet<string>();
        foreach (var code in Scalars(key))
        {
            context.CheckIdentity(code.Text, code.Position);
            if (!seen.Add(code.Text)) context.Report(DiagnosticCodes.DuplicateId, code.Position, $"'{Shown.Text(code.Text)}' is given twice");
        }
        return [.. seen];
    }

    public ValueList<string> SubjectCodes(string key)
    {
        foreach (var code in Scalars(key).Where(s => !Subjects.All.Contains(s.Text))) Bad<string>(code, key, Subjects.All.ToString());
        return Texts(key);
    }

    /// <summary>Reports keys that nobody asked for: a misspelt key must not be a rule that silently does not hold.</summary>
    public void Close()
    {
        foreach (var entry in map.Entries.Where(e => !_read.Contains(e.Key.Text)))
            context.Report(DiagnosticCodes.UnknownKey, entry.Key.Position,
                $"'{Shown.Text(entry.Key.Text)}' is not a key here; the keys are {string.Join(", ", _read)}");
    }

    public T? Bad<T>(ScalarNode scalar, string key, string allowed)
    {
        context.Report(DiagnosticCodes.BadValue, scalar.Position, $"{key}: '{Shown.Text(scalar.Text)}' is not allowed; expected {allowed}");
        return default;
    }

    private Choice<T>? ChoiceBy<T>(MapNode reference) where T : struct, Enum
    {
        var reader = new MapReader(reference, context);
        var reading = reader.Scalar("reading") is { } id ? context.DecidingReading(id) : null;
        reader.Close();
        if (reading is null) return null;
        var values = new T[reading.Choices.Count];
        for (var i = 0; i < values.Length; i++)
            if (!SnakeCase.TryParse(reading.Choices[i].Id, out values[i]))
                context.Report(DiagnosticCodes.Reading, reading.Position,
                    $"choice '{Shown.Text(reading.Choices[i].Id)}' cannot decide the rule at {reference.Position}; it understands {SnakeCase.Allowed<T>()}");
        return new Choice<T>(reading, values);
    }

    private IEnumerable<DocumentNode> Items(string key)
    {
        var node = Node(key);
        if (node is null) return [];
        if (node is ListNode list) return list.Items;
        context.Report(DiagnosticCodes.WrongType, node.Position, $"'{key}' must be a list: [], [a, b] or lines that begin with a dash");
        return [];
    }

    private MapReader? AsMap(DocumentNode? node, string key)
    {
        if (node is null) return null;
        if (node is MapNode inner) return new MapReader(inner, context);
        context.Report(DiagnosticCodes.WrongType, node.Position, $"'{key}' must be a map: {{}}, {{key: value}} or lines such as key: value");
        return null;
    }

    private ScalarNode? AsScalar(DocumentNode? node, string key)
    {
        if (node is null) return null;
        if (node is ScalarNode scalar && !string.IsNullOrWhiteSpace(scalar.Text)) return scalar;
        context.Report(DiagnosticCodes.WrongType, node.Position,
            node is ScalarNode ? $"'{key}' is empty; expected a value" : $"'{key}' must be a single value, not a list or a map");
        return null;
    }

    private T? EnumerationOf<T>(ScalarNode? scalar, string key) where T : struct, Enum =>
        scalar is null ? null : SnakeCase.TryParse<T>(scalar.Text, out var value) ? value : Bad<T?>(scalar, key, SnakeCase.Allowed<T>());

    private int? NumberOf(ScalarNode? scalar, string key, int min, int max) =>
        scalar is null ? null
        : int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= min && n <= max ? n
        : Bad<int?>(scalar, key, $"a whole number from {min} to {max}");

    private long? AmountOf(ScalarNode? scalar, string key) =>
        scalar is null ? null
        : Yuan.TryParse(scalar.Text, out var fen) && fen > 0 ? fen
        : Bad<long?>(scalar, key, "yuan above 0 with at most two decimals (a grant without money is written none)");

    private DateOnly? DateOf(ScalarNode? scalar, string key) =>
        scalar is null ? null
        : DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : Bad<DateOnly?>(scalar, key, "a day such as 2025-03-01");
}
