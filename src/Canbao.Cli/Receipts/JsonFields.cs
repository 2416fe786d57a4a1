using System.Text.Json;
using Canbao.Policies;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Canbao.Cli.Receipts;

/// <summary>Finds the fields of a message's JSON that cannot be read: the library's own messages do not name them.</summary>
internal static class JsonFields
{
    private const int MaxDepth = 32;

    /// <summary>All of them, each with its path; if none is to blame alone, what the library said about the whole.</summary>
    public static IReadOnlyList<string> Problems(ReadOnlyMemory<byte> json, MessageDescriptor message, string otherwise)
    {
        var problems = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            Find(document.RootElement, message, "", problems);
        }
        catch (JsonException e)
        {
            return [$"not JSON: line {e.LineNumber + 1}: {Shown.Text(e.Message)}"];
        }
        return problems.Count > 0 ? problems : [Shown.Text(otherwise)];
    }

    /// <summary>
    /// Fields that are given twice, under one name or under the contract's and that of JSON: the library takes the last one, and people read the first.
    /// </summary>
    public static IReadOnlyList<string> Repeated(ReadOnlyMemory<byte> json, MessageDescriptor message)
    {
        var problems = new List<string>();
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
        FindRepeated(document.RootElement, message, "", problems);
        return problems;
    }

    private static void FindRepeated(JsonElement element, MessageDescriptor message, string path, List<string> problems)
    {
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray()) FindRepeated(item, message, path, problems);
        if (element.ValueKind != JsonValueKind.Object) return;
        var seen = new HashSet<string>();
        foreach (var property in element.EnumerateObject())
        {
            var name = path.Length > 0 ? $"{path}.{Shown.Text(property.Name)}" : Shown.Text(property.Name);
            var field = message.Fields.InDeclarationOrder().FirstOrDefault(f => f.Name == property.Name || f.JsonName == property.Name);
            if (!seen.Add(field?.Name ?? property.Name)) problems.Add($"{name}: given twice");
            if (field is { FieldType: FieldType.Message }) FindRepeated(property.Value, field.MessageType, name, problems);
        }
    }

    private static void Find(JsonElement element, MessageDescriptor message, string path, List<string> problems)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"{(path.Length > 0 ? path : "the receipt")}: expected a JSON object");
            return;
        }
        var seen = new HashSet<string>();
        foreach (var property in element.EnumerateObject())
        {
            var name = path.Length > 0 ? $"{path}.{Shown.Text(property.Name)}" : Shown.Text(property.Name);
            var field = message.Fields.InDeclarationOrder().FirstOrDefault(f => f.Name == property.Name || f.JsonName == property.Name);
            if (field is null) problems.Add($"{name}: not a field here; the fields are "
                + string.Join(", ", message.Fields.InDeclarationOrder().Select(f => f.Name)));
            else if (!seen.Add(field.Name)) problems.Add($"{name}: given twice");
            else if (Complaint(property, message) is { } complaint) FindIn(property.Value, field, name, complaint, problems);
        }
    }

    /// <summary>Inside a message the field to blame is one of its own.</summary>
    private static void FindIn(JsonElement value, FieldDescriptor field, string path, string complaint, List<string> problems)
    {
        var before = problems.Count;
        if (field is { FieldType: FieldType.Message, IsRepeated: false }) Find(value, field.MessageType, path, problems);
        else if (field.FieldType == FieldType.Message && value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray()) Find(item, field.MessageType, $"{path}[{index++}]", problems);
        }
        if (problems.Count > before) return;
        problems.Add(field.FieldType == FieldType.Message ? $"{path}: {complaint}" : $"{path}: {Shown.Text(value.GetRawText())} is not allowed here");
    }

    /// <summary>What the library says of a field by itself; null if it can be read.</summary>
    private static string? Complaint(JsonProperty property, MessageDescriptor message)
    {
        try
        {
            JsonParser.Default.Parse($"{{{JsonSerializer.Serialize(property.Name)}:{property.Value.GetRawText()}}}", message);
            return null;
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidJsonException or FormatException or OverflowException)
        {
            return e.Message;
        }
    }
}
