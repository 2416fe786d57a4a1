using System.Text.Encodings.Web;
using System.Text.Json;
using Canbao.Documents;

namespace Canbao.Tests.Mutations;

/// <summary>Writes a document as text again: JSON, which is YAML too.</summary>
internal static class DocumentText
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(DocumentNode node)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain)) Write(json, node);
        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter json, DocumentNode node)
    {
        switch (node)
        {
            case ScalarNode scalar:
                json.WriteStringValue(scalar.Text);
                break;
            case ListNode list:
                json.WriteStartArray();
                foreach (var item in list.Items) Write(json, item);
                json.WriteEndArray();
                break;
            case MapNode map:
                json.WriteStartObject();
                foreach (var entry in map.Entries)
                {
                    json.WritePropertyName(entry.Key.Text);
                    Write(json, entry.Value);
                }
                json.WriteEndObject();
                break;
        }
    }
}
