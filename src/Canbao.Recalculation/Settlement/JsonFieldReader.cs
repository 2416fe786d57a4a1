using System.Text.Json.Nodes;
using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>The fields of one JSON object of a checkpoint. What is not as it must be is an <see cref="InvalidDataException"/> with place and value.</summary>
internal sealed class JsonFieldReader
{
    private readonly JsonObject _fields;
    private readonly string _place;

    public JsonFieldReader(JsonNode? node, string place) =>
        (_fields, _place) = (node as JsonObject ?? throw Bad(place, node, "an object"), place);

    /// <summary>The objects of a list that is a document by itself.</summary>
    public static IEnumerable<JsonFieldReader> ListOf(JsonNode? node, string place) =>
        (node as JsonArray ?? throw Bad(place, node, "a list")).Select((item, i) => new JsonFieldReader(item, $"{place} {i}"));

    public string Text(string name) => Value<string>(name, "a text");

    public int Number(string name) => Value<int>(name, "a number");

    public long Fen(string name) => Value<long>(name, "a whole number of fen");

    public long Count(string name) => Value<long>(name, "a number from 0") is >= 0 and var count ? count : throw Bad(name, "a number from 0");

    public T Code<T>(string name) where T : struct, Enum =>
        SnakeCase.TryParse<T>(Text(name), out var value) ? value : throw Bad(name, SnakeCase.Allowed<T>());

    public JsonFieldReader Object(string name) => new(_fields[name], $"{_place}, {name}");

    public IEnumerable<(string Name, JsonFieldReader Fields)> Objects(string name) =>
        (_fields[name] as JsonObject ?? throw Bad(name, "an object"))
        .Select(field => (field.Key, new JsonFieldReader(field.Value, $"{_place}, {name}, {field.Key}")));

    public IEnumerable<JsonFieldReader> List(string name) =>
        (_fields[name] as JsonArray ?? throw Bad(name, "a list")).Select((node, i) => new JsonFieldReader(node, $"{_place}, {name} {i}"));

    public InvalidDataException Bad(string name, string expected) => Bad($"{_place}, {name}", _fields[name], expected);

    private static InvalidDataException Bad(string place, JsonNode? value, string expected) =>
        new($"{place}: '{Shown.Text(value?.ToJsonString() ?? "null")}' is not allowed; expected {expected}");

    private T Value<T>(string name, string expected) =>
        _fields[name] is JsonValue value && value.TryGetValue<T>(out var read) ? read : throw Bad(name, expected);
}
