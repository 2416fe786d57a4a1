using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Canbao.Documents;

/// <summary>
/// The form of a document that its digest is taken from: JSON with sorted keys, so that comments, layout and the order of keys
/// do not matter and every value does. The order of lists is kept, because it decides ties.
/// </summary>
public static class CanonicalForm
{
    // Chinese as it is: a third of the bytes to digest.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>SHA-256 of the canonical form, lower-case hexadecimal.</summary>
    public static string Digest(DocumentNode node)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain)) Write(json, node);
        return Convert.ToHexStringLower(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
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
                foreach (var entry in map.Entries.OrderBy(e => e.Key.Text, StringComparer.Ordinal))
                {
                    json.WritePropertyName(entry.Key.Text);
                    Write(json, entry.Value);
                }
                json.WriteEndObject();
                break;
        }
    }
}
